package shifts_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/muster-wfm/muster/scheduling/shifts"
)

// day is an ordinary day shift: eight and a half hours with an unpaid lunch and
// two paid breaks.
func day() shifts.Template {
	return shifts.Template{
		Code: "D", EarliestStart: 8 * 60, LatestStart: 9 * 60, Step: 30, Lengths: []int{270, 510}, MinGap: 60,
		Pauses: []shifts.Pause{
			{Code: "break", Minutes: 15, Paid: true, Earliest: 60, Latest: 180},
			{Code: "lunch", Minutes: 30, Earliest: 180, Latest: 330, FromLength: 360},
			{Code: "break", Minutes: 15, Paid: true, Earliest: 240, BeforeEnd: 45, FromLength: 360},
		},
	}
}

func TestOptionsAreEveryStartAndLength(t *testing.T) {
	want := []shifts.Option{
		{Start: 480, Minutes: 270, Paid: 270}, {Start: 480, Minutes: 510, Paid: 480},
		{Start: 510, Minutes: 270, Paid: 270}, {Start: 510, Minutes: 510, Paid: 480},
		{Start: 540, Minutes: 270, Paid: 270}, {Start: 540, Minutes: 510, Paid: 480},
	}
	if diff := cmp.Diff(want, day().Options()); diff != "" {
		t.Errorf("(-want +got) %s", diff)
	}
	single := shifts.Template{EarliestStart: 60, LatestStart: 60, Lengths: []int{480}}
	if got := single.Options(); len(got) != 1 || got[0].Start != 60 {
		t.Errorf("a template without a step has options %+v, want the one at 60", got)
	}
}

func TestTemplateKnowsItsDaysAndPauses(t *testing.T) {
	weekend := shifts.Template{Days: []time.Weekday{time.Saturday, time.Sunday}}
	if weekend.OnDay(time.Monday) || !weekend.OnDay(time.Sunday) || !day().OnDay(time.Monday) {
		t.Error("days of the week are not kept")
	}
	if short, long := len(day().Due(270)), len(day().Due(510)); short != 1 || long != 3 {
		t.Errorf("%d and %d pauses are due in short and long shifts, want 1 and 3", short, long)
	}
	if unit := day().Unit(); unit != 15 {
		t.Errorf("unit %d, want 15", unit)
	}
}

func TestTemplateFaultsNameEveryField(t *testing.T) {
	cases := []struct {
		name   string
		change func(*shifts.Template)
		want   []string
	}{
		{"good", func(*shifts.Template) {}, nil},
		{"start after midnight", func(t *shifts.Template) { t.EarliestStart = 1440 }, []string{"earliest_start", "latest_start"}},
		{"window reversed", func(t *shifts.Template) { t.LatestStart = 60 }, []string{"latest_start"}},
		{"window without step", func(t *shifts.Template) { t.Step = 0 }, []string{"step_minutes"}},
		{"no length", func(t *shifts.Template) { t.Lengths = nil }, []string{"lengths"}},
		{"no place for the pauses", func(t *shifts.Template) { t.Lengths = []int{510, 60} }, []string{"lengths[1]"}},
		{"pause of no length", func(t *shifts.Template) { t.Pauses[1].Minutes = 0 }, []string{"pauses[1]"}},
		{"odd minutes", func(t *shifts.Template) { t.Lengths = []int{511} }, []string{""}},
	}
	for _, c := range cases {
		template := day()
		c.change(&template)
		var got []string
		for _, f := range template.Faults() {
			got = append(got, f.Field)
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s (-want +got) %s", c.name, diff)
		}
	}
}

func TestPauseFaultSaysWhatIsWrong(t *testing.T) {
	good := func() []shifts.Placed {
		return []shifts.Placed{{Offset: 90, Minutes: 15, Paid: true}, {Offset: 210, Minutes: 30}, {Offset: 360, Minutes: 15, Paid: true}}
	}
	cases := []struct {
		name   string
		change func([]shifts.Placed) []shifts.Placed
		want   string
	}{
		{"good", func(p []shifts.Placed) []shifts.Placed { return p }, ""},
		{"one missing", func(p []shifts.Placed) []shifts.Placed { return p[:2] }, "2 pauses stand where 3 are due"},
		{"too long", func(p []shifts.Placed) []shifts.Placed { p[0].Minutes = 30; return p }, "break lasts 30 min; 15 min are due"},
		{"too early", func(p []shifts.Placed) []shifts.Placed { p[1].Offset = 165; return p }, "lunch begins 165 min after the start; 180 to 330 are allowed"},
		{"too near the end", func(p []shifts.Placed) []shifts.Placed { p[2].Offset = 465; return p }, "break begins 465 min after the start; 240 to 450 are allowed"},
		{"off the step", func(p []shifts.Placed) []shifts.Placed { p[2].Offset = 365; return p }, "break begins 365 min after the start; multiples of 15 are allowed"},
		{"too near", func(p []shifts.Placed) []shifts.Placed { p[0].Offset = 180; return p }, "lunch begins 15 min after the pause before it; at least 60 are agreed"},
	}
	for _, c := range cases {
		if got := day().PauseFault(510, c.change(good())); got != c.want {
			t.Errorf("%s\n got %q\nwant %q", c.name, got, c.want)
		}
	}
}

func TestAllowsOnlyStartsOnTheStepAndKnownLengths(t *testing.T) {
	cases := []struct {
		start, length int
		want          bool
	}{{480, 510, true}, {540, 270, true}, {495, 510, false}, {450, 510, false}, {570, 510, false}, {480, 500, false}}
	for _, c := range cases {
		if got := day().Allows(c.start, c.length); got != c.want {
			t.Errorf("start %d length %d: %v, want %v", c.start, c.length, got, c.want)
		}
	}
}
