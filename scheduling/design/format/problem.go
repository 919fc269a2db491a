package format

import (
	"errors"
	"fmt"
	"io"

	"github.com/muster-wfm/muster/internal/strictjson"
	"github.com/muster-wfm/muster/scheduling/design"
)

// ProblemVersion is the value of the field "format" of a problem.
const ProblemVersion = "muster-shift-design-problem/1"

// Faults is what is wrong with a document.
type Faults = strictjson.Faults

// ReadProblem reads a problem. It returns [*Faults] when anything in the document is
// wrong, in which case there is no problem.
func ReadProblem(in io.Reader) (*design.Problem, error) {
	root, faults, err := strictjson.Parse(in)
	if err != nil {
		return nil, err
	}
	if root == nil {
		return nil, faults
	}
	p := readProblem(root)
	if err := faults.OrNil(); err != nil {
		return nil, err
	}
	var invalid *design.Invalid
	if errors.As(p.Check(), &invalid) {
		list := make([]strictjson.Fault, len(invalid.Faults))
		for i, f := range invalid.Faults {
			list[i] = strictjson.Fault{Field: f.Field, Found: f.Found, Expected: f.Expected}
		}
		faults.Join(root, list)
	}
	if err := faults.OrNil(); err != nil {
		return nil, err
	}
	return p, nil
}

func readProblem(root *strictjson.Node) *design.Problem {
	o := root.Object()
	if version := o.Text("format", true); version != ProblemVersion && version != "" {
		o.Field("format").Wrong(o.Field("format").Show(), ProblemVersion)
	}
	p := &design.Problem{
		SlotMinutes: o.Whole("slot_minutes", 30, 1, design.MinutesInDay), Days: o.Whole("days", 7, 1, 366),
		Demand: o.Numbers("demand"), MustCover: o.Flag("must_cover"),
		Under: 40. / 60, Over: 10. / 60, Charge: 40,
	}
	for _, n := range o.List("windows") {
		p.Windows = append(p.Windows, readWindow(n, p.SlotMinutes))
	}
	if n := o.Get("price"); n != nil {
		price := n.Object()
		p.Under, p.Over = price.Number("under_per_hour", 40)/60, price.Number("over_per_hour", 10)/60
		p.Charge = price.Number("shift", 40)
		price.Done()
	}
	if n := o.Get("duties_per_week"); n != nil {
		d := n.Object()
		p.Duties = design.Duties{Min: d.Number("min", 0), Max: d.Number("max", 7), WeekMinutes: d.Positive("week_minutes", "minutes that somebody works in a week"),
			Price: d.Number("price", 0), Must: d.Flag("must")}
		d.Done()
	}
	o.Done()
	return p
}

// readWindow reads times, which have to lie on the slots.
func readWindow(n *strictjson.Node, slot int) design.Window {
	o := n.Object()
	slots := func(name string, minutes int) int {
		if minutes%slot != 0 {
			o.Field(name).Wrong(o.Field(name).Show(), fmt.Sprintf("a multiple of %d minutes", slot))
		}
		return minutes / slot
	}
	o.Need("earliest_start", "a time such as 06:00")
	o.Need("shortest_minutes", "the length of a shift")
	earliest, shortest := o.Clock("earliest_start", 0), o.Whole("shortest_minutes", slot, slot, 2*design.MinutesInDay)
	w := design.Window{
		MinStart: slots("earliest_start", earliest), MaxStart: slots("latest_start", o.Clock("latest_start", earliest)),
		MinLength: slots("shortest_minutes", shortest), MaxLength: slots("longest_minutes", o.Whole("longest_minutes", shortest, slot, 2*design.MinutesInDay)),
		StartStep: slots("start_step_minutes", o.Whole("start_step_minutes", slot, slot, design.MinutesInDay)), LengthStep: slots("length_step_minutes", o.Whole("length_step_minutes", slot, slot, design.MinutesInDay)),
	}
	o.Done()
	return w
}
