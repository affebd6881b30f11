// Helm: the data of the ConfigMaps that a chart renders with a file of values, as JSON.
//
//	CHART VALUES
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"

	"helm.sh/helm/v3/pkg/chart/loader"
	"helm.sh/helm/v3/pkg/chartutil"
	"helm.sh/helm/v3/pkg/cli/values"
	"helm.sh/helm/v3/pkg/engine"
	"helm.sh/helm/v3/pkg/getter"
	"sigs.k8s.io/yaml"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) != 2 {
		return errors.New("usage: CHART VALUES")
	}
	chart, err := loader.Load(args[0])
	if err != nil {
		return err
	}
	// As "helm --values" reads them.
	options := values.Options{ValueFiles: args[1:]}
	given, err := options.MergeValues(getter.Providers{})
	if err != nil {
		return err
	}
	// This also checks them against the chart's schema.
	rendered, err := chartutil.ToRenderValues(chart, given, chartutil.ReleaseOptions{Name: "test"}, nil)
	if err != nil {
		return err
	}
	files, err := engine.Render(chart, rendered)
	if err != nil {
		return err
	}
	data := map[string]string{}
	for name, text := range files {
		var configMap struct {
			Data map[string]string `json:"data"`
		}
		if err := yaml.Unmarshal([]byte(text), &configMap); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		for key, value := range configMap.Data {
			data[key] = value
		}
	}
	return json.NewEncoder(os.Stdout).Encode(data)
}
