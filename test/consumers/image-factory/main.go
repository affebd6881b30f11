// The Image Factory's reader of schematics: prints the kernel arguments of FILE, and the identifier of the image, as JSON.
//
//	FILE
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"

	"github.com/siderolabs/image-factory/pkg/schematic"
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
	read, err := schematic.Unmarshal(data)
	if err != nil {
		return err
	}
	id, err := read.ID()
	if err != nil {
		return err
	}
	return json.NewEncoder(os.Stdout).Encode(map[string]any{
		"id":              id,
		"kernelArguments": read.Customization.ExtraKernelArgs,
	})
}
