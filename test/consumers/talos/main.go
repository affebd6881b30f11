// The loader and patcher of Talos' machine configuration.
//
//	generate worker|controlplane       prints a configuration as "talosctl gen config" does
//	read CONFIGURATION [PATCH...]      patches it, validates it for bare metal, and prints what it sets as JSON
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"

	"github.com/siderolabs/talos/pkg/machinery/config"
	"github.com/siderolabs/talos/pkg/machinery/config/configloader"
	"github.com/siderolabs/talos/pkg/machinery/config/configpatcher"
	"github.com/siderolabs/talos/pkg/machinery/config/encoder"
	"github.com/siderolabs/talos/pkg/machinery/config/generate"
	"github.com/siderolabs/talos/pkg/machinery/config/machine"
	"github.com/siderolabs/talos/pkg/machinery/constants"
	"github.com/siderolabs/talos/pkg/machinery/kernel"
)

// metal is the mode of an installed machine.
type metal struct{}

func (metal) String() string        { return "metal" }
func (metal) RequiresInstall() bool { return true }
func (metal) InContainer() bool     { return false }

// module is a kernel module to load.
type module struct {
	Name       string   `json:"name"`
	Parameters []string `json:"parameters"`
}

// settings are what a configuration sets. Sysctls and files below /sys are named by the path that Talos writes to.
type settings struct {
	Warnings         []string          `json:"warnings"`
	Sysctls          map[string]string `json:"sysctls"`
	Sysfs            map[string]string `json:"sysfs"`
	Modules          []module          `json:"modules"`
	KernelArguments  []string          `json:"kernelArguments"`
	UdevRules        []string          `json:"udevRules"`
	KubeletConfig    map[string]any    `json:"kubeletConfig"`
	ProxyArguments   any               `json:"proxyArguments"`
	ProxyConfig      map[string]any    `json:"proxyConfig"`
	ContainerRuntime map[string]any    `json:"containerRuntime"`
}

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) < 2 {
		return errors.New("usage: generate TYPE | read CONFIGURATION [PATCH...]")
	}
	switch args[0] {
	case "generate":
		return generateBase(args[1])
	case "read":
		return read(args[1], args[2:])
	}
	return fmt.Errorf("unknown command %q", args[0])
}

func generateBase(kind string) error {
	machineType, err := machine.ParseType(kind)
	if err != nil {
		return err
	}
	input, err := generate.NewInput("test", "https://192.0.2.1:6443", constants.DefaultKubernetesVersion,
		generate.WithInstallDisk("/dev/sda"))
	if err != nil {
		return err
	}
	base, err := input.Config(machineType)
	if err != nil {
		return err
	}
	text, err := base.EncodeBytes(encoder.WithComments(encoder.CommentsDisabled))
	if err != nil {
		return err
	}
	_, err = os.Stdout.Write(text)
	return err
}

func read(path string, patchPaths []string) error {
	provider, err := configloader.NewFromFile(path)
	if err != nil {
		return err
	}
	patched, err := patch(provider, patchPaths)
	if err != nil {
		return err
	}
	// What a machine stores and loads at its next boot.
	text, err := patched.EncodeBytes(encoder.WithComments(encoder.CommentsDisabled))
	if err != nil {
		return err
	}
	loaded, err := configloader.NewFromBytes(text)
	if err != nil {
		return err
	}
	warnings, err := loaded.Validate(metal{})
	if err != nil {
		return err
	}
	result := settingsOf(loaded)
	result.Warnings = warnings
	result.Sysctls = byPath(kernel.Sysctl, result.Sysctls)
	result.Sysfs = byPath(kernel.Sysfs, result.Sysfs)
	return json.NewEncoder(os.Stdout).Encode(result)
}

func patch(provider config.Provider, paths []string) (config.Provider, error) {
	sources := make([]string, len(paths))
	for i, path := range paths {
		sources[i] = "@" + path
	}
	patches, err := configpatcher.LoadPatches(sources)
	if err != nil {
		return nil, err
	}
	output, err := configpatcher.Apply(configpatcher.WithConfig(provider), patches)
	if err != nil {
		return nil, err
	}
	return output.Config()
}

// byPath renames keys to the paths that Talos writes to.
func byPath(prefix string, values map[string]string) map[string]string {
	paths := make(map[string]string, len(values))
	for key, value := range values {
		param := kernel.Param{Key: prefix + "." + key}
		paths[param.Path()] = value
	}
	return paths
}
