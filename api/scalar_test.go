package api

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

func TestWallTimesAreReadAsTheyAreWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := Clock(rapid.IntRange(0, 24*60).Draw(t, "minutes"))
		text, err := want.MarshalText()
		if err != nil {
			t.Fatal(err)
		}
		var got Clock
		if err := got.UnmarshalText(text); err != nil || got != want {
			t.Errorf("%d is written %s and read %d (%v)", want, text, got, err)
		}
	})
}

func TestWhatIsNoWallTimeIsRefused(t *testing.T) {
	for _, text := range []string{"", "7:00", "07-00", "24:01", "25:00", "07:60", "+1:00", "07:00:00", "０7:00", "aa:bb"} {
		var c Clock
		if err := c.UnmarshalText([]byte(text)); err == nil {
			t.Errorf("%q was read as %d minutes", text, c)
		}
	}
}

func TestDaysAreReadAsTheyAreWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := Day{grid.MustDate("1970-01-01").AddDays(rapid.IntRange(-200_000, 200_000).Draw(t, "days"))}
		raw, err := json.Marshal(want)
		if err != nil {
			t.Fatal(err)
		}
		var got Day
		if err := json.Unmarshal(raw, &got); err != nil || got != want {
			t.Errorf("%v is written %s and read %v (%v)", want, raw, got, err)
		}
	})
}

func TestPeriodsOverMidnightSurviveTheClock(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		opens := rapid.IntRange(0, 24*60-1).Draw(t, "opens")
		closes := opens + rapid.IntRange(1, 24*60).Draw(t, "length")
		got := nextDay(Clock(opens), wall(closes))
		// A period of exactly a day that does not begin at midnight shows the same
		// time twice, and means the next day's.
		if got != closes {
			t.Errorf("%d to %d is shown as %d and read as %d", opens, closes, wall(closes), got)
		}
	})
}

func TestAQueueSurvivesTheRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		goal := workforce.ServiceGoal{
			SLTarget: rapid.Float64Range(0, 0.99).Draw(t, "target"), ThresholdS: rapid.Float64Range(0, 600).Draw(t, "threshold"),
			SLVariant: rapid.SampledFrom(workforce.ServiceLevelVariants()).Draw(t, "variant"), PatienceS: rapid.Float64Range(1, 600).Draw(t, "patience"),
			MaxOccupancy: rapid.Float64Range(0, 1).Draw(t, "occupancy"), MinAgents: rapid.IntRange(0, 9).Draw(t, "agents"),
			Method:        rapid.SampledFrom(append(workforce.StaffingMethods(), "")).Draw(t, "method"),
			BusinessHours: rapid.Bool().Draw(t, "business hours"), Concurrency: workforce.ConcurrentTimes{Growth: rapid.Float64Range(0, 1).Draw(t, "growth")},
		}
		for i := range rapid.IntRange(0, 3).Draw(t, "categories") {
			goal.Categories = append(goal.Categories, workforce.ShrinkageCategory{
				Name: string(rune('a' + i)), Share: 0.1, InOffice: rapid.Bool().Draw(t, "in office"), Planned: rapid.Bool().Draw(t, "planned"),
			})
		}
		if rapid.Bool().Draw(t, "list") {
			goal.Concurrency = workforce.ConcurrentTimes{AHTS: []float64{300, 360}}
		}
		want := workforce.Queue{
			ID: 7, Version: 3, Code: "Q", Name: "Queue", SiteID: 1, ChannelID: 2, IntervalMin: 15,
			Hours: workforce.AlwaysOpen(), Goals: []workforce.ServiceGoal{goal},
		}
		got := queueOf(want).toDomain(7, 3)
		if len(got.Hours) != len(want.Hours) || got.Hours[6] != want.Hours[6] || !cmp.Equal(got.Goals[0], goal) {
			t.Errorf("sent %+v, came back %+v", want, got)
		}
	})
}

func FuzzRepeatedNamesAreFoundAndNothingElse(f *testing.F) {
	for _, seed := range []string{`{}`, `{"a":1,"b":{"a":2}}`, `{"a":1,"a":2}`, `[{"a":1},{"a":1}]`, `{"a":[{"b":1,"b":2}]}`, `{"a":`, `"a"`, `{"a":1}}`, `{"\u0061":1,"a":2}`} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		var strict, plain any
		strictErr, plainErr := unmarshalStrictly([]byte(text), &strict), json.Unmarshal([]byte(text), &plain)
		if repeated := errors.Is(strictErr, errRepeatedName); repeated && strings.Count(text, ":") < 2 {
			t.Errorf("%q cannot repeat a name", text)
		} else if !repeated && (strictErr == nil) != (plainErr == nil) {
			t.Errorf("%q: strictly %v, plainly %v", text, strictErr, plainErr)
		}
	})
}

func TestARepeatedNameIsRefusedAtAnyDepth(t *testing.T) {
	for text, repeated := range map[string]bool{
		`{"a":1,"a":2}`:               true,
		`{"a":{"b":1,"c":2,"b":3}}`:   true,
		`[1,{"x":[{"y":1,"y":1}]}]`:   true,
		`{"\u0061":1,"a":2}`:          true,
		`{"a":1,"b":{"a":1},"c":[]}`:  false,
		`[{"a":1},{"a":1}]`:           false,
		`{"a":"{\"b\":1,\"b\":2}"}`:   false,
		`{"a":{"b":1},"c":{"b":1}}`:   false,
		`{"a":1,"A":2}`:               false, // another name, which validation refuses
		`{"a":[[],{},[{}]],"b":null}`: false,
	} {
		var v any
		if err := unmarshalStrictly([]byte(text), &v); errors.Is(err, errRepeatedName) != repeated {
			t.Errorf("%s: got %v, want a repeated name: %v", text, err, repeated)
		}
	}
}
