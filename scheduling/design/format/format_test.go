package format_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/muster-wfm/muster/scheduling/design"
	"github.com/muster-wfm/muster/scheduling/design/format"
)

// plain is a day of four six-hour slots, repeated once, with one kind of shift.
const plain = `{
 "format": "muster-shift-design-problem/1", "slot_minutes": 360, "days": 2,
 "demand": [0, 2, 1, 0, 0, 2, 1, 0],
 "windows": [{"earliest_start": "06:00", "latest_start": "12:00", "shortest_minutes": 360, "longest_minutes": 720}],
 "price": {"under_per_hour": 60, "over_per_hour": 30, "shift": 100}
}`

func read(t *testing.T, text string) *design.Problem {
	t.Helper()
	p, err := format.ReadProblem(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestAProblemIsReadInSlotsAndMinutes(t *testing.T) {
	want := &design.Problem{
		SlotMinutes: 360, Days: 2, Demand: []float64{0, 2, 1, 0, 0, 2, 1, 0}, Under: 1, Over: 0.5, Charge: 100,
		Windows: []design.Window{{MinStart: 1, MaxStart: 2, MinLength: 1, MaxLength: 2, StartStep: 1, LengthStep: 1}},
	}
	if diff := cmp.Diff(want, read(t, plain)); diff != "" {
		t.Errorf("problem (-want +got):\n%s", diff)
	}
}

func TestDutiesAndFullCoverAreRead(t *testing.T) {
	p := read(t, strings.Replace(plain, `"price"`, `"must_cover": true, "duties_per_week": {"min": 3, "max": 5, "week_minutes": 2160, "must": true}, "price"`, 1))
	if want := (design.Duties{Min: 3, Max: 5, WeekMinutes: 2160, Must: true}); !p.MustCover || p.Duties != want {
		t.Errorf("must cover %v, duties %+v; want it, and %+v", p.MustCover, p.Duties, want)
	}
}

func TestEveryFaultOfADocumentIsNamed(t *testing.T) {
	for _, c := range []struct {
		name, from, to string
		fields         []string
	}{
		{"another format", "problem/1", "problem/9", []string{"format"}},
		{"a word that is not known", `"days": 2`, `"days": 2, "weeks": 2`, []string{"weeks"}},
		{"too little demand", "[0, 2, 1, 0, 0, 2, 1, 0]", "[0, 2]", []string{"demand"}},
		{"demand below nothing", "[0, 2, 1", "[0, -2, 1", []string{"demand[1]"}},
		{"a start off the slots", "06:00", "06:10", []string{"windows[0].earliest_start"}},
		{"a window without a length", `"shortest_minutes": 360, `, "", []string{"windows[0]"}},
		{"starts that end before they begin", "12:00", "00:00", []string{"windows[0].max_start"}},
		{"a price below nothing", `"shift": 100`, `"shift": -1`, []string{"price.shift"}},
		{"two faults at once", `"slot_minutes": 360, "days": 2`, `"slot_minutes": 361, "days": 999`, []string{"days"}},
		{"no object", plain, `[]`, []string{""}},
		{"no JSON", plain, `{"format":`, []string{"file"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			p, err := format.ReadProblem(strings.NewReader(strings.Replace(plain, c.from, c.to, 1)))
			var faults *format.Faults
			if !errors.As(err, &faults) || p != nil {
				t.Fatalf("read as %+v with %v, want *format.Faults", p, err)
			}
			var named []string
			for _, f := range faults.List {
				named = append(named, f.Field)
			}
			for _, field := range c.fields {
				if !slices.Contains(named, field) {
					t.Errorf("faults of %q, want %q among them\n%v", named, field, err)
				}
			}
		})
	}
}

// answered is the best design of a problem as a document.
func answered(t *testing.T, p *design.Problem, lines bool) (design.Result, map[string]any) {
	t.Helper()
	ctx := context.Background()
	r, err := design.Search(ctx, p, design.Settings{Seed: 3})
	if err != nil {
		t.Fatal(err)
	}
	w := format.Written{Seed: 3}
	if w.Curve, err = design.Curve(ctx, p, 1, 2, design.Settings{Seed: 3}); err != nil {
		t.Fatal(err)
	}
	if lines {
		rotation := design.Rotation(ctx, p, r.Design, design.LineRules{}, 0, 3)
		w.Lines = &rotation
	}
	var out bytes.Buffer
	if err := format.WriteDesign(&out, p, r, w); err != nil {
		t.Fatal(err)
	}
	var document map[string]any
	if err := json.Unmarshal(out.Bytes(), &document); err != nil {
		t.Fatalf("%v in %s", err, out.String())
	}
	return r, document
}

func TestADesignIsWrittenByTheClockWithItsCosts(t *testing.T) {
	r, got := answered(t, read(t, plain), false)
	if got["format"] != format.DesignVersion || got["seed"] != 3.0 || got["lines"] != nil {
		t.Errorf("format %v, seed %v, lines %v", got["format"], got["seed"], got["lines"])
	}
	cost := got["cost"].(map[string]any)
	if total := r.Cost.Total(); cost["total"] != total || got["bound"].(float64) > total {
		t.Errorf("cost %v and bound %v, the search says %v", cost, got["bound"], total)
	}
	shifts := got["shifts"].([]any)
	if len(shifts) != len(r.Shifts) {
		t.Fatalf("%d shifts, the search has %d", len(shifts), len(r.Shifts))
	}
	for i, s := range shifts {
		shift := s.(map[string]any)
		if start := shift["start"]; start != "06:00" && start != "12:00" {
			t.Errorf("shift %d starts at %v", i, start)
		}
		if minutes := shift["minutes"]; minutes != float64(r.Shifts[i].Length*360) {
			t.Errorf("shift %d lasts %v minutes, want %d", i, minutes, r.Shifts[i].Length*360)
		}
	}
	if curve := got["curve"].([]any); len(curve) != 2 {
		t.Errorf("%d points of the curve, want 2", len(curve))
	}
}

func TestLinesAreWrittenByWeekWithDaysOffAsNull(t *testing.T) {
	text := strings.NewReplacer(`"days": 2`, `"days": 7`, "[0, 2, 1, 0, 0, 2, 1, 0]", "["+strings.Repeat("0, 1, 1, 0, ", 5)+"0,0,0,0,0,0,0,0]").Replace(plain)
	_, got := answered(t, read(t, text), true)
	lines := got["lines"].(map[string]any)
	worked := 0
	for _, week := range lines["weeks"].([]any) {
		days := week.([]any)
		for day, shift := range days {
			if shift == nil {
				continue
			}
			if worked++; day > 4 || shift != "06:00-18:00" {
				t.Errorf("day %d has %v, want 06:00-18:00 on working days only", day, shift)
			}
		}
	}
	if worked != 5 {
		t.Errorf("%d shifts in the rotation, want one a working day", worked)
	}
}

func FuzzReadProblem(f *testing.F) {
	f.Add(plain)
	f.Add(`{}`)
	f.Add(`{"slot_minutes":0,"days":-1,"windows":[{}]}`)
	f.Add(`{"format":"muster-shift-design-problem/1","slot_minutes":1440,"days":1,"demand":[1e308],"windows":[{"earliest_start":"00:00","shortest_minutes":1440}]}`)
	f.Fuzz(func(t *testing.T, text string) {
		p, err := format.ReadProblem(strings.NewReader(text))
		if (p == nil) == (err == nil) {
			t.Fatalf("problem %v with error %v", p, err)
		}
		if p == nil {
			return
		}
		if err := p.Check(); err != nil {
			t.Fatalf("what was read does not hold: %v", err)
		}
	})
}
