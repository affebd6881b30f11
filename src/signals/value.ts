/** `$value` of an alert as a whole number: percent, or how often. */
export const VALUE = '{{ printf "%.0f" $value }}';
