#include <linux/sysctl.h>

/* { .procname = "commented" } is no entry. */
static struct ctl_table base_table[] = {
	{
		.procname	= "always",
		.mode		= 0644,
	},
#ifdef CONFIG_SMP
	{
		.procname	= "with_smp",
		.mode		= 0644,
	},
#else
	{
		.procname	= "without_smp",
		.mode		= 0644,
	},
#endif
#if IS_ENABLED(CONFIG_FILTER) && \
	!defined(CONFIG_AGING)
	{ .procname = "continued", .mode = 0644 },
#endif
#ifdef CONFIG_FILTER
	{ .procname = "built_in", .mode = 0644 },
#elif defined(CONFIG_AGING) || defined(CONFIG_SMP)
	{ .procname = "elif", .mode = 0644 },
#endif
#ifdef CONFIG_FILTER_MODULE
	{ .procname = "as_module", .mode = 0644 },
#endif
#ifdef HAVE_ARCH_THING
	{ .procname = "by_header", .mode = 0644 },
#endif
#ifdef CONFIG_FAST
	{ .procname = "other_architecture", .mode = 0644 },
#endif
#if MAX_ORDER > 10
	{ .procname = "by_number", .mode = 0644 },
#endif
	{ .procname = "dotted.name", .mode = 0644 },
	{ }
};

static int __init base_init(void)
{
	register_sysctl_init("kernel", base_table);
	return 0;
}
