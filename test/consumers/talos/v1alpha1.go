//go:build v1alpha1

// Up to Talos 1.13, all settings are below machine and cluster.
package main

import "github.com/siderolabs/talos/pkg/machinery/config"

func settingsOf(provider config.Provider) settings {
	machine := provider.Machine()
	result := settings{
		Sysctls:          machine.Sysctls(),
		Sysfs:            machine.Sysfs(),
		KernelArguments:  machine.Install().ExtraKernelArgs(),
		UdevRules:        machine.Udev().Rules(),
		KubeletConfig:    machine.Kubelet().ExtraConfig(),
		ContainerRuntime: machine.BaseRuntimeSpecOverrides(),
	}
	for _, each := range machine.Kernel().Modules() {
		result.Modules = append(result.Modules, module{each.Name(), each.Parameters()})
	}
	if machine.Type().IsControlPlane() {
		result.ProxyArguments = provider.Cluster().Proxy().ExtraArgs()
	}
	return result
}
