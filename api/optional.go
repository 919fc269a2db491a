package api

import (
	"reflect"

	"github.com/danielgtaylor/huma/v2"
)

// OptionalNumber is a number in a query that may be left out, where none is not
// the same as zero.
type OptionalNumber struct {
	Value float64
	Given bool
}

// Schema describes a number.
func (OptionalNumber) Schema(huma.Registry) *huma.Schema {
	return &huma.Schema{Type: huma.TypeNumber, Format: "double"}
}

// Receiver is where the framework puts what it read.
func (n *OptionalNumber) Receiver() reflect.Value { return reflect.ValueOf(n).Elem().Field(0) }

// OnParamSet is told whether there was anything to read.
func (n *OptionalNumber) OnParamSet(isSet bool, _ any) { n.Given = isSet }
