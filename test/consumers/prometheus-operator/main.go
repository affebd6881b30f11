// The Prometheus Operator's types: decodes the PrometheusRule of FILE strictly, and prints its groups as JSON.
//
//	FILE
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"

	monitoringv1 "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1"
	"sigs.k8s.io/yaml"
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
	data, err := os.ReadFile(args[0])
	if err != nil {
		return err
	}
	var rule monitoringv1.PrometheusRule
	if err := yaml.UnmarshalStrict(data, &rule); err != nil {
		return err
	}
	if rule.APIVersion != monitoringv1.SchemeGroupVersion.String() || rule.Kind != monitoringv1.PrometheusRuleKind {
		return fmt.Errorf("%s %s is not a PrometheusRule", rule.APIVersion, rule.Kind)
	}
	return json.NewEncoder(os.Stdout).Encode(rule.Spec.Groups)
}
