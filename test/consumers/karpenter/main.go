// Karpenter: reads the user data of an EC2NodeClass for Bottlerocket in FILE, merges its own settings of a node into it, and
// prints what the node gets as JSON. What Karpenter only logs, such as an unknown setting of Kubernetes, is an error here.
//
//	FILE
package main

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"os"

	"github.com/aws/karpenter-provider-aws/pkg/providers/amifamily/bootstrap"
	"github.com/go-logr/logr/funcr"
	"github.com/pelletier/go-toml/v2"
	"sigs.k8s.io/controller-runtime/pkg/log"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) != 1 {
		return errors.New("usage: FILE")
	}
	text, err := os.ReadFile(args[0])
	if err != nil {
		return err
	}
	var logged []error
	logger := funcr.New(func(_, line string) { logged = append(logged, errors.New(line)) }, funcr.Options{})
	userData := string(text)
	node := bootstrap.Bottlerocket{Options: bootstrap.Options{
		ClusterName:     "cluster",
		ClusterEndpoint: "https://cluster.example.com",
		Labels:          map[string]string{"karpenter.sh/nodepool": "default"},
		CustomUserData:  &userData,
	}}
	script, err := node.Script(log.IntoContext(context.Background(), logger))
	if err := errors.Join(append(logged, err)...); err != nil {
		return err
	}
	merged, err := base64.StdEncoding.DecodeString(script)
	if err != nil {
		return err
	}
	var settings map[string]any
	if err := toml.Unmarshal(merged, &settings); err != nil {
		return err
	}
	return json.NewEncoder(os.Stdout).Encode(settings)
}
