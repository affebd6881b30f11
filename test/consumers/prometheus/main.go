// Prometheus: parses the rules of FILE as Prometheus and "promtool check rules" do, with their queries and templates, and
// prints the groups as JSON. Durations are in seconds.
//
//	FILE
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/prometheus/common/model"
	"github.com/prometheus/common/promslog"
	"github.com/prometheus/prometheus/model/rulefmt"
	"github.com/prometheus/prometheus/promql/parser"
)

type group struct {
	Name  string `json:"name"`
	Rules []rule `json:"rules"`
}

type rule struct {
	Record      string            `json:"record,omitempty"`
	Alert       string            `json:"alert,omitempty"`
	Expr        string            `json:"expr"`
	For         float64           `json:"for"`
	Labels      map[string]string `json:"labels,omitempty"`
	Annotations map[string]string `json:"annotations,omitempty"`
}

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
	queries := parser.NewParser(parser.Options{})
	parsed, errs := rulefmt.ParseFile(args[0], false, model.UTF8Validation, queries, promslog.NewNopLogger())
	if len(errs) > 0 {
		return errors.Join(errs...)
	}
	groups := []group{}
	for _, each := range parsed.Groups {
		rules := []rule{}
		for _, read := range each.Rules {
			rules = append(rules, rule{
				Record:      read.Record,
				Alert:       read.Alert,
				Expr:        read.Expr,
				For:         time.Duration(read.For).Seconds(),
				Labels:      read.Labels,
				Annotations: read.Annotations,
			})
		}
		groups = append(groups, group{each.Name, rules})
	}
	return json.NewEncoder(os.Stdout).Encode(groups)
}
