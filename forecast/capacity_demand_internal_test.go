package forecast

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/muster-wfm/muster/forecast/capacity"
	"github.com/muster-wfm/muster/forecast/staffing"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// oneHour is a week in which all work comes in one hour.
func oneHour(erlangs float64) weekShape {
	return weekShape{
		loads: []staffing.Load{{Erlangs: erlangs, AHT: 180, Patience: 300}}, goals: staffing.Goals{ServiceLevel: 0.8, Threshold: 20}, step: 1, weeks: 1,
	}
}

func TestTwiceTheWorkDoesNotNeedTwiceThePeople(t *testing.T) {
	shape := oneHour(10)
	hours, err := shape.hours([]float64{10, 20, 15})
	if err != nil {
		t.Fatal(err)
	}
	for i, erlangs := range []float64{10, 20, 15} {
		exact, err := staffing.Requirement(staffing.Load{Erlangs: erlangs, AHT: 180, Patience: 300}, shape.goals)
		if err != nil {
			t.Fatal(err)
		}
		if math.Abs(hours[i]-exact.Fractional) > 0.02 {
			t.Errorf("%g hours of work need %.3f of people; the formula says %.3f", erlangs, hours[i], exact.Fractional)
		}
	}
	if hours[1] >= 2*hours[0] {
		t.Errorf("20 hours of work need %.2f of people, 10 need %.2f", hours[1], hours[0])
	}
}

func TestHoursFollowWorkThatIsAlwaysTheSameOrNone(t *testing.T) {
	shape := oneHour(10)
	hours, err := shape.hours([]float64{0, 0})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]float64{0, 0}, hours); diff != "" {
		t.Errorf("no work (-want +got):\n%s", diff)
	}
	empty := weekShape{weeks: 1, step: 1}
	if hours, err = empty.hours([]float64{7}); err != nil || hours[0] != 7 {
		t.Errorf("of a shape without work %v, %v; want the work itself", hours, err)
	}
}

func TestAPersonIsCountedInTheFirstGroupTheyCanWorkIn(t *testing.T) {
	day := grid.MustDate("2027-01-04")
	person := func(skills ...int64) workforce.Person {
		p := workforce.Person{}
		for _, id := range skills {
			p.Skills = append(p.Skills, workforce.SkillSpell{SkillID: id, Level: 3})
		}
		return p
	}
	groups := map[int64]int{7: 1, 8: 0}
	for _, test := range []struct {
		person workforce.Person
		group  int
		can    bool
	}{{person(7), 1, true}, {person(7, 8), 0, true}, {person(9), 0, false}, {person(), 0, false}} {
		group, can := workplaceOf(test.person, day, groups)
		if can != test.can || can && group != test.group {
			t.Errorf("%v is counted in %d, %v; want %d, %v", test.person.Skills, group, can, test.group, test.can)
		}
	}
	if group, can := workplaceOf(person(), day, map[int64]int{0: 2}); !can || group != 2 {
		t.Errorf("a queue that anybody can do: %d, %v", group, can)
	}
}

func TestAnEditKeepsWhatWasReadForGroupsThatAreAsTheyWere(t *testing.T) {
	plan := func(name string, required []float64, queues ...int64) CapacityPlan {
		return CapacityPlan{
			Plan:    capacity.Plan{From: grid.MustDate("2027-01-04"), Weeks: 1, Groups: []capacity.Group{{Name: name, Required: required}}},
			Sources: []CapacitySource{{QueueIDs: queues}},
		}
	}
	now := plan("a", []float64{9}, 4)
	now.Sources[0].Basis = []DemandBasis{{QueueID: 4}}
	for _, test := range []struct {
		what string
		edit CapacityPlan
		want []float64
	}{
		{"the same group", plan("a", nil, 4), []float64{9}},
		{"other hours typed", plan("a", []float64{5}, 4), []float64{5}},
		{"other queues", plan("a", nil, 4, 5), nil},
		{"another group", plan("b", nil, 4), nil},
	} {
		test.edit.adopt(now)
		if diff := cmp.Diff(test.want, test.edit.Plan.Groups[0].Required, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%s: required (-want +got):\n%s", test.what, diff)
		}
	}
}
