// The kubelet, with the patches of kubeadm for it.
package main

import (
	"fmt"
	"os"

	"github.com/spf13/pflag"
	"k8s.io/apimachinery/pkg/runtime/serializer"
	utilfeature "k8s.io/apiserver/pkg/util/feature"
	kubeletv1beta1 "k8s.io/kubelet/config/v1beta1"
	"k8s.io/kubernetes/cmd/kubeadm/app/util/patches"
	"k8s.io/kubernetes/cmd/kubelet/app/options"
	"k8s.io/kubernetes/pkg/kubelet/apis/config"
	"k8s.io/kubernetes/pkg/kubelet/apis/config/scheme"
	"k8s.io/kubernetes/pkg/kubelet/apis/config/validation"
	"k8s.io/kubernetes/pkg/kubelet/sysctl"
)

// kubeletSettings is what a test compares.
type kubeletSettings struct {
	AllowedUnsafeSysctls []string `json:"allowedUnsafeSysctls"`
}

func kubeletFile(args []string) (any, error) {
	data, err := os.ReadFile(args[0])
	if err != nil {
		return nil, err
	}
	return readKubelet(data)
}

func readKubelet(data []byte) (any, error) {
	_, codecs, err := scheme.NewSchemeAndCodecs(serializer.EnableStrict)
	if err != nil {
		return nil, err
	}
	object, kind, err := codecs.UniversalDecoder().Decode(data, nil, nil)
	if err != nil {
		return nil, err
	}
	configuration, ok := object.(*config.KubeletConfiguration)
	if !ok {
		return nil, fmt.Errorf("%v is not a KubeletConfiguration", kind)
	}
	return checkedKubelet(configuration)
}

// checkedKubelet checks a configuration as the kubelet does when it starts.
func checkedKubelet(configuration *config.KubeletConfiguration) (any, error) {
	forAnyHost(configuration)
	if err := validation.ValidateKubeletConfiguration(configuration, utilfeature.DefaultFeatureGate); err != nil {
		return nil, err
	}
	if _, err := sysctl.NewAllowlist(configuration.AllowedUnsafeSysctls); err != nil {
		return nil, err
	}
	return kubeletSettings{configuration.AllowedUnsafeSysctls}, nil
}

func kubeletFlags(args []string) (any, error) {
	server, err := options.NewKubeletServer()
	if err != nil {
		return nil, err
	}
	flags := pflag.NewFlagSet("kubelet", pflag.ContinueOnError)
	server.AddFlags(flags)
	if err := flags.Parse(args); err != nil {
		return nil, err
	}
	if err := options.ValidateKubeletFlags(&server.KubeletFlags); err != nil {
		return nil, err
	}
	return checkedKubelet(&server.KubeletConfiguration)
}

// kubeadmPatch patches BASE, a KubeletConfiguration, with the files of FOLDER.
func kubeadmPatch(args []string) (any, error) {
	base, err := os.ReadFile(args[1])
	if err != nil {
		return nil, err
	}
	manager, err := patches.GetPatchManagerForPath(args[0], patches.KnownTargets(), os.Stderr)
	if err != nil {
		return nil, err
	}
	target := patches.PatchTarget{
		Name:                      patches.KubeletConfiguration,
		StrategicMergePatchObject: kubeletv1beta1.KubeletConfiguration{},
		Data:                      base,
	}
	if err := manager.ApplyPatchesToTarget(&target); err != nil {
		return nil, err
	}
	return readKubelet(target.Data)
}
