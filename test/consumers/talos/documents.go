//go:build !v1alpha1

// From Talos 1.14 on, a configuration is made of documents; each method also reads what an older machine still has below
// machine and cluster.
package main

import "github.com/siderolabs/talos/pkg/machinery/config"

func settingsOf(provider config.Provider) settings {
	result := settings{
		Sysctls: provider.SysctlConfig(),
		Sysfs:   provider.SysfsConfig(),
	}
	for _, each := range provider.KernelModuleConfigs() {
		result.Modules = append(result.Modules, module{each.Name(), each.Parameters()})
	}
	if machine := provider.Machine(); machine != nil {
		result.KernelArguments = machine.Install().ExtraKernelArgs()
	}
	if udev := provider.UdevRulesConfig(); udev != nil {
		result.UdevRules = udev.Rules()
	}
	if kubelet := provider.K8sKubeletConfig(); kubelet != nil {
		result.KubeletConfig = kubelet.ExtraConfig()
	}
	if proxy := provider.K8sProxyConfig(); proxy != nil {
		result.ProxyArguments = proxy.ExtraArgs()
		result.ProxyConfig = proxy.Config()
	}
	if runtime := provider.CRIBaseRuntimeSpecConfig(); runtime != nil {
		result.ContainerRuntime = runtime.Overrides()
	}
	return result
}
