// The readers of Kubernetes: kubelet, kube-proxy, kubeadm's patches, and the API server's validation. Each command prints
// what was read as JSON, and fails where Kubernetes refuses it.
//
//	kubelet FILE               a KubeletConfiguration, decoded strictly
//	kubelet-flags FLAG...      the kubelet's command line
//	kubeadm-patch FOLDER BASE  kubeadm's patches of a KubeletConfiguration
//	kube-proxy FILE            a KubeProxyConfiguration, decoded strictly
//	kube-proxy-flags FLAG...   kube-proxy's command line
//	objects FILE               objects of the API, decoded strictly
package main

import (
	"encoding/json"
	"fmt"
	"os"
)

var commands = map[string]func(args []string) (any, error){
	"kubelet":          kubeletFile,
	"kubelet-flags":    kubeletFlags,
	"kubeadm-patch":    kubeadmPatch,
	"kube-proxy":       proxyFile,
	"kube-proxy-flags": proxyFlags,
	"objects":          objects,
}

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) == 0 || commands[args[0]] == nil {
		return fmt.Errorf("unknown command %q", args)
	}
	result, err := commands[args[0]](args[1:])
	if err != nil {
		return err
	}
	return json.NewEncoder(os.Stdout).Encode(result)
}
