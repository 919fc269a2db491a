package netstaffing_test

import (
	"context"
	"errors"
	"math"
	"testing"

	"github.com/muster-wfm/muster/forecast/netstaffing"
	"github.com/muster-wfm/muster/internal/problem"
)

// lopsided is a centre whose queue b has too few people while those of a are idle.
func lopsided() *netstaffing.Centre {
	const n = 40
	return &netstaffing.Centre{
		Interval: 900, Queues: []netstaffing.Queue{queue("a", 10, 180, n), queue("b", 10, 180, n)},
		Groups: []netstaffing.Group{group("A", 16, n, 0), group("B", 9, n, 1)},
	}
}

func TestTrainedPeopleLeaveTheirGroupForOneWithTheNewSkill(t *testing.T) {
	c := lopsided()
	c.Groups[0].People = 32 // two shifts
	after, err := c.Trained([]netstaffing.Training{{Group: 0, Queue: 1, People: 8, Handle: 1.2}, {Group: 0, Queue: 1, People: 4, Level: 1}})
	if err != nil {
		t.Fatal(err)
	}
	near(t, "who stay", after.Groups[0].Agents[0], 10, 1e-9)
	near(t, "who are trained first", after.Groups[2].Agents[0], 4, 1e-9)
	near(t, "who are trained second", after.Groups[3].Agents[0], 2, 1e-9)
	if got, want := after.Groups[2].Skills[1], (netstaffing.Skill{Queue: 1, Level: 2, Handle: 1.2}); got != want {
		t.Errorf("new skill %+v; want %+v", got, want)
	}
	if c.Groups[0].Agents[0] != 16 || len(c.Groups) != 2 {
		t.Errorf("the centre itself was changed: %+v", c.Groups)
	}
}

func TestATrainingThatCannotBeNamesItsField(t *testing.T) {
	for _, test := range []struct {
		training netstaffing.Training
		field    string
	}{
		{netstaffing.Training{Group: 5, Queue: 1, People: 1}, "trainings[0].group"},
		{netstaffing.Training{Group: 0, Queue: -1, People: 1}, "trainings[0].queue"},
		{netstaffing.Training{Group: 0, Queue: 0, People: 1}, "trainings[0].queue"},
		{netstaffing.Training{Group: 0, Queue: 1, People: 17}, "trainings[0].people"},
		{netstaffing.Training{Group: 0, Queue: 1, People: math.NaN()}, "trainings[0].people"},
		{netstaffing.Training{Group: 0, Queue: 1, People: 1, Handle: -1}, "trainings[0].handle"},
		{netstaffing.Training{Group: 0, Queue: 1, People: 1, Level: -1}, "trainings[0].level"},
	} {
		_, err := lopsided().Trained([]netstaffing.Training{test.training})
		var refused *netstaffing.TrainingError
		if !errors.As(err, &refused) || refused.Field != test.field {
			t.Errorf("%+v: %v; want %s refused", test.training, err, test.field)
		}
	}
}

func TestTrainingIdlePeopleHelpsTheQueueThatLacksThem(t *testing.T) {
	c := lopsided()
	after, err := c.Trained([]netstaffing.Training{{Group: 0, Queue: 1, People: 4}})
	if err != nil {
		t.Fatal(err)
	}
	d, err := netstaffing.Compare(context.Background(), c, after, netstaffing.Options{Replications: 20, Seed: 1, Workers: 2})
	if err != nil {
		t.Fatal(err)
	}
	b := d.Queues[1]
	if b.ServiceLevel.Value < 5*b.ServiceLevel.SE || b.ServiceLevel.Value < 0.1 {
		t.Errorf("b gains %.3f ± %.3f; want much and surely", b.ServiceLevel.Value, b.ServiceLevel.SE)
	}
	apart := math.Hypot(b.Before.ServiceLevel.SE, b.After.ServiceLevel.SE)
	if b.ServiceLevel.SE > apart {
		t.Errorf("the same contacts make the difference no surer: %.4f, unpaired %.4f", b.ServiceLevel.SE, apart)
	}
	if b.Agents.Value < 0.5 || b.Agents.Value > 4 || d.All.ServiceLevel.Value <= 0 {
		t.Errorf("4 people trained are worth %.2f agents to b, and %.3f to all", b.Agents.Value, d.All.ServiceLevel.Value)
	}
	near(t, "difference", b.After.ServiceLevel.Value-b.Before.ServiceLevel.Value, b.ServiceLevel.Value, 1e-9)
}

func TestACentreDoesNotDifferFromItself(t *testing.T) {
	c := lopsided()
	d, err := netstaffing.Compare(context.Background(), c, c, netstaffing.Options{Replications: 3, Seed: 8, Workers: 2})
	if err != nil {
		t.Fatal(err)
	}
	for _, q := range d.Queues {
		if q.ServiceLevel != (netstaffing.Estimate{}) || q.Abandon != (netstaffing.Estimate{}) {
			t.Errorf("%s differs from itself: %+v", q.Name, q)
		}
	}
}

func TestCentresWithOtherQueuesAreNotCompared(t *testing.T) {
	other := lopsided()
	other.Queues, other.Groups = other.Queues[:1], other.Groups[:1]
	_, err := netstaffing.Compare(context.Background(), lopsided(), other, netstaffing.Options{})
	var problems problem.List
	if !errors.As(err, &problems) {
		t.Errorf("got %v; want the queues refused", err)
	}
}

func TestTheSkillMostWorthIsThatOfIdlePeopleForTheQueueThatLacksThem(t *testing.T) {
	c := lopsided()
	values, err := netstaffing.SkillValues(context.Background(), c, 2)
	if err != nil {
		t.Fatal(err)
	}
	if len(values) != 2 || values[0].Group != 0 || values[0].Queue != 1 || values[0].InTime <= 0 {
		t.Fatalf("values %+v; want A for b first", values)
	}
	near(t, "idle agents that b gains a person", values[0].Agents, 1-10.0/16, 1e-3)
	after, err := c.Trained([]netstaffing.Training{{Group: 0, Queue: 1, People: 1}})
	if err != nil {
		t.Fatal(err)
	}
	d, err := netstaffing.Compare(context.Background(), c, after, netstaffing.Options{Replications: 40, Seed: 1, Workers: 2})
	if err != nil {
		t.Fatal(err)
	}
	got := d.Queues[1].ServiceLevel.Value * d.Queues[1].Before.Offered
	if values[0].InTime < 0.3*got || values[0].InTime > 3*got {
		t.Errorf("one person trained is promised %.1f contacts in time, played %.1f", values[0].InTime, got)
	}
}
