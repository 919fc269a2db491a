package member_test

import (
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/muster-wfm/muster/vendors/member"
)

const hour = time.Hour

func window() member.Window {
	return member.Window{Tier: 1, Opens: 14 * 24 * hour, Cap: 10, Open: 7 * 24 * hour, Lockup: 48 * hour}
}

func TestBookingKeepsToItsWindows(t *testing.T) {
	begins := start.AddDate(0, 1, 0)
	revoked := errors.New("revoked")
	for _, c := range []struct {
		name   string
		state  member.State
		held   error
		booked int
		before time.Duration
		field  string // "" booked
	}{
		{"in the first window", member.Active, nil, 9, 10 * 24 * hour, ""},
		{"beyond the cap", member.Active, nil, 10, 10 * 24 * hour, "cap"},
		{"in the open window", member.Active, nil, 99, 7 * 24 * hour, ""},
		{"too early", member.Active, nil, 0, 14*24*hour + 1, "window"},
		{"begun", member.Active, nil, 0, 0, "time"},
		{"on probation", member.Probation, nil, 0, hour, ""},
		{"on watch: no sanction", member.Watch, nil, 0, hour, ""},
		{"suspended", member.Suspended, nil, 0, hour, "member"},
		{"in training", member.Training, nil, 0, hour, "member"},
		{"no certificate", member.Active, revoked, 0, hour, "held"},
	} {
		err := window().Book(member.Request{State: c.state, Held: c.held, Begins: begins, Booked: c.booked}, begins.Add(-c.before))
		var refused *member.RefusedError
		switch {
		case c.field == "" && err != nil, c.field != "" && err == nil:
			t.Errorf("%s: %v", c.name, err)
		case c.field == "held" && !errors.Is(err, revoked):
			t.Errorf("%s: %v, want what is wrong with the certificate", c.name, err)
		case c.field != "" && c.field != "held" && (!errors.As(err, &refused) || refused.Field != c.field):
			t.Errorf("%s: %v, want %s", c.name, err, c.field)
		}
	}
}

func TestWhoeverTakesOverMustBeAbleTo(t *testing.T) {
	begins := start.AddDate(0, 1, 0)
	full := member.Request{State: member.Active, Begins: begins, Booked: 10}
	if err := window().Swap(full, begins.Add(-10*24*hour)); err != nil {
		t.Errorf("a full first window does not count: %v", err)
	}
	var refused *member.RefusedError
	full.State = member.Suspended
	if err := window().Swap(full, begins.Add(-hour)); !errors.As(err, &refused) {
		t.Errorf("taken over by somebody suspended: %v", err)
	}
}

func TestAReleaseWithinTwoDaysIsLate(t *testing.T) {
	begins := start.AddDate(0, 1, 0)
	for before, want := range map[time.Duration]bool{48 * hour: false, 48*hour - 1: true, 1: true} {
		if late, err := window().Release(begins, begins.Add(-before)); err != nil || late != want {
			t.Errorf("%v before: late %t (%v), want %t", before, late, err, want)
		}
	}
	var refused *member.RefusedError
	if _, err := window().Release(begins, begins); !errors.As(err, &refused) {
		t.Errorf("after it began: %v", err)
	}
}

func TestCommitmentAdherence(t *testing.T) {
	for _, c := range []struct {
		c     member.Commitment
		want  float64
		known bool
		ok    bool
	}{
		{member.Commitment{Booked: 600, Worked: 540}, 0.9, true, true},
		{member.Commitment{Booked: 600, Swapped: 60, Worked: 540}, 1, true, true},
		{member.Commitment{Booked: 60, Swapped: 60}, 0, false, true},
		{member.Commitment{}, 0, false, true},
		{member.Commitment{Booked: 60, Worked: 61}, 0, false, false},
		{member.Commitment{Booked: 60, Swapped: 61}, 0, false, false},
	} {
		got, known, err := c.c.Adherence()
		if math.Abs(got-c.want) > 1e-12 || known != c.known || (err == nil) != c.ok {
			t.Errorf("%+v: %v, %t, %v; want %v, %t", c.c, got, known, err, c.want, c.known)
		}
	}
}

func TestTheFastestClickWinsNothing(t *testing.T) { // 004-18
	rapid.Check(t, func(rt *rapid.T) {
		n := rapid.IntRange(1, 8).Draw(rt, "applicants")
		applicants := make([]member.Applicant, n)
		everybody := make([]int, n)
		for a := range applicants {
			applicants[a] = member.Applicant{Tier: rapid.IntRange(1, 2).Draw(rt, "tier"), Recent: rapid.IntRange(0, 3).Draw(rt, "recent"), Cap: rapid.IntRange(-1, 3).Draw(rt, "cap")}
			everybody[a] = a
		}
		var slots, later []member.Slot
		for range rapid.IntRange(1, 5).Draw(rt, "slots") {
			places := rapid.IntRange(0, 4).Draw(rt, "places")
			asked := rapid.SliceOfDistinct(rapid.SampledFrom(everybody), rapid.ID[int]).Draw(rt, "asked")
			slots = append(slots, member.Slot{Places: places, Wanted: asked})
			back := slices.Clone(asked)
			slices.Reverse(back)
			later = append(later, member.Slot{Places: places, Wanted: back})
		}
		by := rapid.SampledFrom([]member.Fairness{member.Rotation, member.Lottery}).Draw(rt, "rule")
		one, err := member.Release(slots, applicants, by, rand.New(rand.NewPCG(1, 2)))
		other, err2 := member.Release(later, applicants, by, rand.New(rand.NewPCG(1, 2)))
		if err != nil || err2 != nil || !cmp.Equal(one, other) {
			rt.Fatalf("asked in another order: %v (%v), then %v (%v)", one, err, other, err2)
		}
		won := make([]int, n)
		for i, given := range one {
			if len(given) > slots[i].Places {
				rt.Errorf("slot %d has %d places, given to %v", i, slots[i].Places, given)
			}
			for _, a := range given {
				won[a]++
				if !slices.Contains(slots[i].Wanted, a) {
					rt.Errorf("slot %d given to %d, who did not ask", i, a)
				}
				for _, b := range slots[i].Wanted {
					capped := applicants[b].Cap >= 0 && won[b] >= applicants[b].Cap
					if applicants[b].Tier < applicants[a].Tier && !slices.Contains(given, b) && !capped {
						rt.Errorf("slot %d: tier %d before tier %d", i, applicants[a].Tier, applicants[b].Tier)
					}
				}
			}
		}
		for a, w := range won {
			if limit := applicants[a].Cap; limit >= 0 && w > limit {
				rt.Errorf("%d won %d of %d", a, w, limit)
			}
		}
	})
}

func TestRotationEvensOutAndTheLotteryIsFair(t *testing.T) {
	applicants := []member.Applicant{{Tier: 1, Cap: -1}, {Tier: 1, Cap: -1, Recent: 2}, {Tier: 1, Cap: -1}}
	slots := slices.Repeat([]member.Slot{{Places: 1, Wanted: []int{0, 1, 2}}}, 7)
	count := func(by member.Fairness, seeds uint64) []int {
		won := make([]int, 3)
		for seed := range seeds {
			given, err := member.Release(slots, applicants, by, rand.New(rand.NewPCG(seed, 0)))
			if err != nil {
				t.Fatal(err)
			}
			for _, g := range given {
				won[g[0]]++
			}
		}
		return won
	}
	if got := count(member.Rotation, 1); got[0]+got[2] != 6 || got[1] != 1 || got[0] != 3 {
		t.Errorf("rotation gave %v, want three each counting what was won before", got)
	}
	for a, n := range count(member.Lottery, 300) {
		if n < 600 || n > 800 { // 700 expected, 21.6 a standard error
			t.Errorf("%d won %d of 2100", a, n)
		}
	}
}

func TestAReleaseThatCannotBeIsRefused(t *testing.T) {
	var refused *member.RefusedError
	chance := rand.New(rand.NewPCG(1, 2))
	for name, c := range map[string]struct {
		slots []member.Slot
		by    member.Fairness
	}{
		"no rule": {nil, "clicks"}, "negative places": {[]member.Slot{{Places: -1}}, member.Lottery}, "a stranger": {[]member.Slot{{Places: 1, Wanted: []int{3}}}, member.Lottery},
	} {
		if _, err := member.Release(c.slots, nil, c.by, chance); !errors.As(err, &refused) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
