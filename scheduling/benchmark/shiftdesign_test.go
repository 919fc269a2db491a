package benchmark

import (
	"context"
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/muster-wfm/muster/scheduling/design"
)

const toyDesign = `% a day of eight slots
interval = 180;
days = 1;
demand = [1,1,4,3,
 5,4,2,3];
shiftTypes = 2;
minStart = [2, 4]; maxStart = [2, 7];
minLength = [2, 2];
maxLength = [4, 4];
minDuties = 0;
maxDuties = 4;
avgMinutes = 2400;
weightUnderCover = 0;
weightOverCover = 1;
weightDutiesPerWeek = 0;
weightShiftInstances = 179;
`

func TestAShiftDesignFileIsReadAsItIsWritten(t *testing.T) {
	if !IsShiftDesign(toyDesign) || IsActivity(toyDesign) {
		t.Error("the file is not recognised")
	}
	got, err := ReadShiftDesign(strings.NewReader(toyDesign))
	if err != nil {
		t.Fatal(err)
	}
	want := &design.Problem{
		SlotMinutes: 180, Days: 1, Demand: []float64{1, 1, 4, 3, 5, 4, 2, 3},
		Windows: []design.Window{{MinStart: 2, MaxStart: 2, MinLength: 2, MaxLength: 4}, {MinStart: 4, MaxStart: 7, MinLength: 2, MaxLength: 4}},
		Over:    1, MustCover: true, Charge: 179, Duties: design.Duties{Max: 4, WeekMinutes: 2400, Must: true},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestWrongShiftDesignFilesNameTheField(t *testing.T) {
	for _, c := range []struct{ name, old, new, want string }{
		{"no number", "interval = 180", "interval = three", "interval: found three; expected a number"},
		{"missing", "days = 1;", "", "days: found nothing"},
		{"no list", "minStart = [2, 4]", "minStart = 2", "minStart: found 2; expected numbers in square brackets"},
		{"short list", "minLength = [2, 2]", "minLength = [2]", "minLength: found 1 numbers; expected 2"},
		{"fraction", "days = 1", "days = 1.5", "days: found 1.5; expected a whole number"},
		{"too little demand", "demand = [1,", "demand = [", "7 numbers"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := ReadShiftDesign(strings.NewReader(strings.Replace(toyDesign, c.old, c.new, 1)))
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want %q", err, c.want)
			}
		})
	}
}

func FuzzReadShiftDesign(f *testing.F) {
	f.Add(toyDesign)
	f.Add("interval = 60; demand = [")
	f.Fuzz(func(t *testing.T, text string) {
		p, err := ReadShiftDesign(strings.NewReader(text))
		if err == nil && p.Check() != nil {
			t.Errorf("%q is read without fault, but: %v", text, p.Check())
		}
	})
}

func FuzzReadActivity(f *testing.F) {
	f.Add("SECTION_HORIZON\n7\nSECTION_TASKS\n1\nSECTION_STAFF\n1,60,120\nSECTION_COVER\n1,06:00-06:15,1,1,1\n")
	f.Fuzz(func(t *testing.T, text string) {
		p, err := ReadActivity(strings.NewReader(text))
		if err == nil && p.Valid() != nil {
			t.Errorf("%q is read without fault, but: %v", text, p.Valid())
		}
	})
}

// publicDesigns are designs that some set of shifts covers without deviation, with the
// charge of the smallest such set that is known to us.
var publicDesigns = []struct {
	file string
	best float64
}{{"RandomExample1.dzn", 480}, {"RandomExample3.dzn", 600}, {"RandomExample5.dzn", 480}}

func TestBestKnownDesignsAreReached(t *testing.T) {
	for _, c := range publicDesigns {
		t.Run(c.file, func(t *testing.T) {
			p, err := ReadShiftDesign(sharedRostering(t, "shift-design", "DataSet1", c.file))
			if err != nil {
				t.Fatal(err)
			}
			r, err := design.Search(context.Background(), p, design.Settings{Seed: 1})
			if err != nil {
				t.Fatal(err)
			}
			if r.Cost.Total() > c.best || r.Bound > r.Cost.Total() {
				t.Errorf("cost %g, bound %g; best known %g", r.Cost.Total(), r.Bound, c.best)
			}
		})
	}
}

// BenchmarkShiftDesign searches each file for a sixth of the time of a roster.
func BenchmarkShiftDesign(b *testing.B) {
	for _, name := range []string{"DataSet1/RandomExample1", "DataSet1/RandomExample2", "DataSet1/RandomExample3", "DataSet1/RandomExample4", "DataSet1/RandomExample5"} {
		b.Run(name, func(b *testing.B) {
			p, err := ReadShiftDesign(sharedRostering(b, "shift-design", name+".dzn"))
			if err != nil {
				b.Fatal(err)
			}
			for b.Loop() {
				begin := processorTime(b)
				r, err := design.Search(context.Background(), p, design.Settings{Seed: 1, Restarts: math.MaxInt, Progress: func(float64, design.Cost) bool {
					return processorTime(b)-begin < benchTime(b)/6
				}})
				var invalid *design.Invalid
				if errors.As(err, &invalid) || err != nil {
					b.Fatal(err)
				}
				b.ReportMetric(r.Cost.Total(), "cost")
				b.ReportMetric(r.Bound, "bound")
				b.ReportMetric(float64(len(r.Shifts)), "shifts")
			}
		})
	}
}
