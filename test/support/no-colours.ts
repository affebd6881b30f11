/**
 * Forgets what the report of the tests was told about colours: a terminal or a CI that wants them there does not
 * colour what the programs under test write. Vitest hands FORCE_COLOR to its workers by itself.
 */
delete process.env["FORCE_COLOR"];
delete process.env["NO_COLOR"];
