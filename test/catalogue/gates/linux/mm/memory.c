static struct ctl_table vm_table[] = {
	{ .procname = "swappiness" },
};

DECLARE_SYSCTL_BASE(vm, vm_table);

static void memory_init(void)
{
	register_sysctl_base(vm);
}
