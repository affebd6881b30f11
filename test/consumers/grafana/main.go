// Grafana: decodes the dashboard in FILE strictly by the models that Grafana generates of its own schemas, with the options
// of each kind of panel and the queries of Prometheus, validates it and prints it as JSON.
//
//	FILE
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"

	"github.com/grafana/grafana-foundation-sdk/go/cog"
	"github.com/grafana/grafana-foundation-sdk/go/cog/plugins"
	"github.com/grafana/grafana-foundation-sdk/go/cog/variants"
	"github.com/grafana/grafana-foundation-sdk/go/dashboard"
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
	plugins.RegisterDefaultPlugins()
	if err := stated(new(dashboard.Dashboard).UnmarshalJSONStrict(text)); err != nil {
		return err
	}
	// The strict decoder checks panels but drops them.
	var read dashboard.Dashboard
	if err := json.Unmarshal(text, &read); err != nil {
		return err
	}
	if err := stated(read.Validate()); err != nil {
		return err
	}
	if err := known(read.Panels); err != nil {
		return err
	}
	return json.NewEncoder(os.Stdout).Encode(read)
}

// stated tells an empty list of errors, which the models return, from an error.
func stated(err error) error {
	var list cog.BuildErrors
	if errors.As(err, &list) && len(list) == 0 {
		return nil
	}
	return err
}

// known refuses panels and queries of a kind without a model: those are decoded as any JSON.
func known(panels []dashboard.PanelOrRowPanel) error {
	for _, each := range panels {
		panel := each.Panel
		if panel == nil {
			return errors.New("not a panel")
		}
		if _, found := cog.ConfigForPanelcfgVariant(panel.Type); !found {
			return fmt.Errorf("unknown type of panel: %s", panel.Type)
		}
		for _, query := range panel.Targets {
			if _, unknown := query.(variants.UnknownDataquery); unknown {
				return fmt.Errorf("a query of an unknown data source in %s", *panel.Title)
			}
		}
	}
	return nil
}
