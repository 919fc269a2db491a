package format_test

import (
	"bytes"
	"context"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/muster-wfm/muster/scheduling/roster"
	"github.com/muster-wfm/muster/scheduling/roster/format"
	"github.com/muster-wfm/muster/scheduling/rules"
)

// simple is a week of one person around the change of clocks.
func simple(t *testing.T) *roster.Problem {
	t.Helper()
	p, err := format.ReadProblem(strings.NewReader(document(`{"format": "muster-roster-problem/1",
 "horizon": {"zone": "Europe/London", "first_day": "2026-03-23", "days": 7, "interval_minutes": 60},
 "groups": [{"code": "voice", "required": REQUIRED}],
 "templates": [{"code": "N", "earliest_start": "22:00", "lengths": [480], "pauses": [{"code": "meal", "minutes": 30, "earliest_minutes": 180, "latest_minutes": 240}]}],
 "agreements": [{"code": "full", "rest_minutes": 660}],
 "people": [{"code": "Ann", "agreement": "full", "templates": ["N"], "groups": ["voice"]}]}`)))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestRosterIsWrittenInLocalTimeWithEverythingAboutIt(t *testing.T) {
	p := simple(t)
	s := roster.Settings{Seed: 9, Iterations: 80}
	r, err := roster.Solve(context.Background(), p, s, nil)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := format.WriteRoster(&out, p, s, r, roster.Verify(p, r.Roster), false); err != nil {
		t.Fatal(err)
	}
	var got struct {
		Format, Zone, Status string
		Seed                 int
		Cost                 struct{ Total, Under float64 }
		Bound, Gap           float64
		Violations, History  []any
		People               []struct {
			Code   string
			Shifts []struct {
				Date, Template, Group, Start, End string
				Paid                              int `json:"paid_minutes"`
				Breaks                            []struct{ Start string }
			}
		}
		Coverage []struct{ Covered []float64 }
	}
	if err := json.Unmarshal(out.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	if got.Format != format.RosterVersion || got.Zone != "Europe/London" || got.Seed != 9 || got.Cost.Total != r.Cost.Total() || len(got.Violations) != 0 {
		t.Errorf("head of the roster: %+v", got)
	}
	if len(got.People) != 1 || len(got.People[0].Shifts) != 7 || len(got.Coverage[0].Covered) != 167 {
		t.Fatalf("people %+v", got.People)
	}
	// In the night to 29 March the clocks go forward at one: eight hours end at
	// seven in the morning.
	if s := got.People[0].Shifts[5]; s.Date != "2026-03-28" || s.Start != "2026-03-28T22:00:00Z" || s.End != "2026-03-29T07:00:00+01:00" || s.Paid != 450 || len(s.Breaks) != 1 {
		t.Errorf("the night in which clocks change: %+v", s)
	}
}

func TestHistoryKeepsTheLastValueOfEverySecond(t *testing.T) {
	p := simple(t)
	r, err := roster.Solve(context.Background(), p, roster.Settings{Iterations: 40}, nil)
	if err != nil {
		t.Fatal(err)
	}
	at := func(ms int, under float64) roster.Incumbent {
		return roster.Incumbent{Elapsed: time.Duration(ms) * time.Millisecond, Cost: roster.Cost{Under: under}}
	}
	r.History = []roster.Incumbent{at(100, 9), at(900, 8), at(1100, 7), at(3000, 6)}
	var out bytes.Buffer
	broken := []rules.Violation{{Rule: rules.Rest, Days: []int{0, 1}, Found: 60, Limit: 660}}
	if err := format.WriteRoster(&out, p, roster.Settings{}, r, broken, true); err != nil {
		t.Fatal(err)
	}
	var got struct {
		History []struct {
			Second int
			Best   float64
		}
		Violations []struct {
			Person, Message string
			Dates           []string
		}
	}
	if err := json.Unmarshal(out.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	if len(got.History) != 3 || got.History[0].Best != 8 || got.History[1].Second != 1 || got.History[2].Second != 3 {
		t.Errorf("history %+v, want 8 at 0, 7 at 1, 6 at 3", got.History)
	}
	if v := got.Violations; len(v) != 1 || v[0].Person != "Ann" || v[0].Dates[1] != "2026-03-24" || !strings.Contains(v[0].Message, "11 h") {
		t.Errorf("violations %+v", v)
	}
}
