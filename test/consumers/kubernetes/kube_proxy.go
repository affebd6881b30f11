// kube-proxy.
package main

import (
	"fmt"
	"os"

	"k8s.io/kube-proxy/config/v1alpha1"
	"k8s.io/kubernetes/cmd/kube-proxy/app"
	"k8s.io/kubernetes/pkg/proxy/apis/config"
	"k8s.io/kubernetes/pkg/proxy/apis/config/scheme"
	"k8s.io/kubernetes/pkg/proxy/apis/config/validation"
)

func proxyFile(args []string) (any, error) {
	data, err := os.ReadFile(args[0])
	if err != nil {
		return nil, err
	}
	object, kind, err := scheme.Codecs.UniversalDecoder().Decode(data, nil, nil)
	if err != nil {
		return nil, err
	}
	configuration, ok := object.(*config.KubeProxyConfiguration)
	if !ok {
		return nil, fmt.Errorf("%v is not a KubeProxyConfiguration", kind)
	}
	if errs := validation.Validate(configuration); len(errs) > 0 {
		return nil, errs.ToAggregate()
	}
	var versioned v1alpha1.KubeProxyConfiguration
	if err := scheme.Scheme.Convert(configuration, &versioned, nil); err != nil {
		return nil, err
	}
	return versioned, nil
}

// proxyFlags has kube-proxy write the configuration that its flags amount to.
func proxyFlags(args []string) (any, error) {
	file, err := os.CreateTemp("", "kube-proxy-*.yaml")
	if err != nil {
		return nil, err
	}
	defer os.Remove(file.Name())
	command := app.NewProxyCommand()
	command.SilenceUsage = true
	command.SetArgs(append(args, "--write-config-to="+file.Name()))
	if err := command.Execute(); err != nil {
		return nil, err
	}
	return proxyFile([]string{file.Name()})
}
