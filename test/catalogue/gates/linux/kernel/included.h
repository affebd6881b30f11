#ifndef INCLUDED_H
#define INCLUDED_H
static struct ctl_table included_table[] = {
	{ .procname = "included" },
};

static void included_init(void)
{
	register_sysctl_init("kernel", included_table);
}
#endif
