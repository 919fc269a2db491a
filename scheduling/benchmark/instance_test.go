package benchmark_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/muster-wfm/muster/scheduling/benchmark"
	"github.com/muster-wfm/muster/scheduling/roster"
)

// duet is a week of two people and two shifts.
const duet = `# comments are skipped
SECTION_HORIZON
7

SECTION_SHIFTS
E,480,
L,600,E

SECTION_STAFF
Ann,E=7|L=2,2400,960,5,2,2,1
Bo,E=7|L=0,2400,0,5,1,1,1

SECTION_DAYS_OFF
Ann,0

SECTION_SHIFT_ON_REQUESTS
Bo,1,E,2

SECTION_SHIFT_OFF_REQUESTS
Ann,2,L,3

SECTION_COVER
1,E,2,100,1
2,L,1,100,1
`

func read(t *testing.T, text string) *benchmark.Instance {
	t.Helper()
	i, err := benchmark.ReadInstance(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return i
}

func TestAnInstanceIsReadAsItIsWritten(t *testing.T) {
	want := &benchmark.Instance{
		Days:   7,
		Shifts: []benchmark.ShiftType{{ID: "E", Minutes: 480}, {ID: "L", Minutes: 600, Before: []string{"E"}}},
		Staff: []benchmark.Employee{
			{ID: "Ann", MaxShifts: map[string]int{"E": 7, "L": 2}, MaxMinutes: 2400, MinMinutes: 960, MaxRun: 5, MinRun: 2, MinDaysOff: 2, MaxWeekends: 1, DaysOff: []int{0}},
			{ID: "Bo", MaxShifts: map[string]int{"E": 7, "L": 0}, MaxMinutes: 2400, MaxRun: 5, MinRun: 1, MinDaysOff: 1, MaxWeekends: 1},
		},
		Requests: []benchmark.Request{{Employee: "Bo", Shift: "E", Day: 1, Weight: 2}, {Employee: "Ann", Shift: "L", Day: 2, Weight: 3, Off: true}},
		Cover:    []benchmark.Cover{{Day: 1, Shift: "E", Required: 2, Under: 100, Over: 1}, {Day: 2, Shift: "L", Required: 1, Under: 100, Over: 1}},
	}
	if diff := cmp.Diff(want, read(t, duet)); diff != "" {
		t.Errorf("(-want +got) %s", diff)
	}
}

func TestAPenaltyCountsRequestsAndCover(t *testing.T) {
	none := []string{"", "", "", "", "", "", ""}
	cases := []struct {
		name    string
		ann, bo []string
		want    int
	}{
		{"nobody works", none, none, 2 + 200 + 100},
		{"all as asked", []string{"", "E", "", "", "", "", ""}, []string{"", "E", "", "", "", "", ""}, 100},
		{"a shift that was refused, and one too many", []string{"", "E", "L", "", "", "", ""}, []string{"", "E", "L", "", "", "", ""}, 3 + 1},
	}
	i := read(t, duet)
	for _, c := range cases {
		if got := i.Penalty(benchmark.Roster{c.ann, c.bo}); got != c.want {
			t.Errorf("%s: penalty %d, want %d", c.name, got, c.want)
		}
	}
}

func TestTheEngineKeepsTheContractsAndPricesAsTheInstanceDoes(t *testing.T) {
	i := read(t, duet)
	p, err := i.Problem()
	if err != nil {
		t.Fatal(err)
	}
	got, err := roster.Solve(context.Background(), p, roster.Settings{Seed: 1, Threads: 1, Iterations: 200}, nil)
	if err != nil {
		t.Fatal(err)
	}
	rows := i.Of(got.Roster)
	// Ann can work E on day 1 or L on day 2, and not one alone before two days of
	// rest; with E and L both she keeps her run of two at the price of her request.
	if want := 3; i.Penalty(rows) != want || got.Cost.Total() != float64(want) {
		t.Errorf("penalty %d, cost %v, want %d: %v", i.Penalty(rows), got.Cost.Total(), want, rows)
	}
	var out strings.Builder
	if err := i.WriteSolution(&out, rows); err != nil {
		t.Fatal(err)
	}
	first, _, _ := strings.Cut(out.String(), "\n")
	if name, days, _ := strings.Cut(first, "\t"); name != "Ann" || days != strings.Join(rows[0], ",") {
		t.Errorf("the solution begins with %q", first)
	}
}

func TestWrongLinesAreNamed(t *testing.T) {
	cases := []struct{ name, from, to, section, found string }{
		{"no days", "7\n\nSECTION_SHIFTS", "0\n\nSECTION_SHIFTS", "SECTION_HORIZON", `days "0"`},
		{"a shift twice", "L,600,E", "E,600,E", "SECTION_SHIFTS", `shift "E"`},
		{"a succession to nothing", "L,600,E", "L,600,X", "end of file", "shift X after L"},
		{"too few fields", "Bo,E=7|L=0,2400,0,5,1,1,1", "Bo,E=7|L=0,2400", "SECTION_STAFF", "3 fields"},
		{"a limit that is no number", "5,1,1,1", "5,x,1,1", "SECTION_STAFF", `limit "x"`},
		{"an unknown shift of a contract", "E=7|L=0", "E=7|X=0", "SECTION_STAFF", `"X=0"`},
		{"a day off beyond the horizon", "Ann,0", "Ann,7", "SECTION_DAYS_OFF", `day "7"`},
		{"a request by a stranger", "Bo,1,E,2", "Cy,1,E,2", "SECTION_SHIFT_ON_REQUESTS", `employee "Cy"`},
		{"a request for nothing", "Bo,1,E,2", "Bo,1,X,2", "SECTION_SHIFT_ON_REQUESTS", `shift "X"`},
		{"cover twice", "2,L,1,100,1", "1,E,1,100,1", "SECTION_COVER", "shift E of day 1 again"},
		{"negative cover", "2,L,1,100,1", "2,L,-1,100,1", "SECTION_COVER", `requirement "-1"`},
		{"an unknown section", "SECTION_COVER", "SECTION_CORVER", "SECTION_CORVER", `"1,E,2,100,1" outside any known section`},
		{"no staff", duet[strings.Index(duet, "SECTION_STAFF"):], "", "end of file", "no SECTION_STAFF"},
	}
	for _, c := range cases {
		_, err := benchmark.ReadInstance(strings.NewReader(strings.Replace(duet, c.from, c.to, 1)))
		var wrong *benchmark.LineError
		if !errors.As(err, &wrong) || wrong.Section != c.section || wrong.Found != c.found || wrong.Expected == "" || wrong.Line == 0 {
			t.Errorf("%s: error %v, want %q in %s", c.name, err, c.found, c.section)
		}
	}
}

func TestAnInstanceThatIsNoRosterProblemIsRefused(t *testing.T) {
	i := read(t, strings.Replace(duet, "2,L,1,100,1", "2,L,1,50,1", 1))
	_, err := i.Problem()
	var refused *benchmark.UnstatableError
	if !errors.As(err, &refused) {
		t.Errorf("cover at two prices: error %v", err)
	}
}

// published is what the best known rosters of small public instances cost; see
// best_known.csv beside the instances.
var published = []struct {
	name       string
	penalty    int
	iterations int64
}{{"Instance1", 607, 200}, {"Instance2", 828, 2000}}

func TestSmallPublicInstancesAreSolvedAndProven(t *testing.T) {
	shared := os.Getenv("MUSTER_SHARED")
	if shared == "" {
		shared = filepath.Join("..", "..", "..", "shared")
	}
	for _, c := range published {
		text, err := os.ReadFile(filepath.Join(shared, "data", "rostering", c.name+".txt"))
		if err != nil {
			t.Skip("the public instances are not at hand: ", err)
		}
		i := read(t, string(text))
		p, err := i.Problem()
		if err != nil {
			t.Fatal(err)
		}
		got, err := roster.Solve(context.Background(), p, roster.Settings{Seed: 1, Threads: 1, Iterations: c.iterations}, nil)
		if err != nil {
			t.Fatal(err)
		}
		if penalty := i.Penalty(i.Of(got.Roster)); penalty != c.penalty || got.Bound > float64(c.penalty)+1e-6 {
			t.Errorf("%s: penalty %d, bound %v; the optimum is %d", c.name, penalty, got.Bound, c.penalty)
		}
		if broken := roster.Verify(p, got.Roster); len(broken) > 0 {
			t.Errorf("%s: %v", c.name, broken)
		}
	}
}

func FuzzReadInstance(f *testing.F) {
	f.Add(duet)
	f.Add(strings.Replace(duet, "E=7|L=2", "E=|", 1))
	f.Add("SECTION_HORIZON\n366\nSECTION_SHIFTS\nA,1,A|A\nSECTION_STAFF\na,A=1,0,0,0,0,0,0\nSECTION_COVER\n365,A,1000000,1,1")
	f.Fuzz(func(t *testing.T, text string) {
		i, err := benchmark.ReadInstance(strings.NewReader(text))
		if err != nil {
			return
		}
		p, err := i.Problem()
		if err != nil {
			return
		}
		if faults := p.Faults(); len(p.People) == 0 {
			t.Errorf("nobody to roster; faults %v", faults)
		}
	})
}
