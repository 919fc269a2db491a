package forecast

import (
	"context"
	"encoding/binary"
	"math"
	"slices"

	"github.com/muster-wfm/muster/internal/auth"
)

// Reproduction is a run computed once more, today, as it was ordered then.
type Reproduction struct {
	Run Run
	// Identical is true where every number came out the same, to the last bit.
	Identical bool
	// Changed names the parts of the input that are not what they were: order,
	// interval, calendar, history and a month, …. Nil where the input is the same.
	Changed []string
	// InputKnown is false for runs made before the parts of inputs were kept:
	// then Changed says no more than "input".
	InputKnown bool
	Code       string // version of the program that computed now
	// Largest is how far one interval's contacts differ at most, and Total by how
	// much the whole horizon's do; both 0 where they are identical.
	Largest, Total float64
}

// Explained reports whether what differs has a reason: other input, or another
// version of the program.
func (r Reproduction) Explained() bool {
	return r.Identical || len(r.Changed) > 0 || r.Code != r.Run.Code
}

// Reproduce computes a run again from what its queue's history and calendar are
// now, and says whether the same comes out and, where not, what changed. Nothing
// is kept.
func (f *Forecasts) Reproduce(ctx context.Context, scope auth.Scope, id int64) (Reproduction, error) {
	run, err := f.store.Run(ctx, scope, id)
	if err != nil {
		return Reproduction{}, err
	}
	if run.State != RunDone {
		return Reproduction{}, &RunStateError{ForecastID: id, State: run.State}
	}
	result, in, err := f.forecast(ctx, scope, run.Order, nil)
	if err != nil {
		return Reproduction{}, err
	}
	again := curvesOf(result)
	out := Reproduction{Run: run, Code: f.code, InputKnown: len(run.Report.Inputs) > 0}
	out.Identical = slices.Equal(bits(run.Curves), bits(again))
	switch {
	case out.InputKnown:
		out.Changed = changedParts(run.Report.Inputs, in.parts)
	case in.hash != run.InputHash:
		out.Changed = []string{"input"}
	}
	for i := range min(len(again.Contacts), len(run.Curves.Contacts)) {
		difference := again.Contacts[i] - run.Curves.Contacts[i]
		out.Largest = max(out.Largest, math.Abs(difference))
		out.Total += difference
	}
	return out, nil
}

// bits are the numbers of a run, bit by bit, in order.
func bits(c RunCurves) []byte {
	var out []byte
	add := func(curve []float64) {
		out = binary.LittleEndian.AppendUint64(out, uint64(len(curve)))
		for _, v := range curve {
			out = binary.LittleEndian.AppendUint64(out, math.Float64bits(v))
		}
	}
	add(c.Contacts)
	add(c.AHTS)
	for _, open := range c.Open {
		out = append(out, map[bool]byte{true: 1}[open])
	}
	for _, b := range c.Bands {
		add([]float64{b.Level})
		add(b.Lo)
		add(b.Hi)
	}
	return out
}
