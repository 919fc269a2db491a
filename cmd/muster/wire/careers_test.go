package wire

import (
	"context"
	"fmt"
	"math"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/muster-wfm/muster/careers"
	"github.com/muster-wfm/muster/careers/attrition"
	"github.com/muster-wfm/muster/careers/plan"
	"github.com/muster-wfm/muster/forecast"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/internal/database/databasetest"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
	"github.com/muster-wfm/muster/workforce/holidays"
	workforcestore "github.com/muster-wfm/muster/workforce/store"
)

// desk is a site with two queues, each with its skill.
type desk struct {
	*workforce.Service
	site, own, agreement int64
	skills, queues       [2]int64
}

func newDesk(t *testing.T, db *database.DB) *desk {
	t.Helper()
	ctx, all := t.Context(), auth.SystemScope(1)
	d := &desk{Service: workforce.NewService(workforcestore.New(db), holidays.Seed)}
	keep := func(id int64, err error) int64 {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return id
	}
	site, err := d.Sites.Create(ctx, all, workforce.Site{Code: "A", Name: "A", Zone: "UTC", Country: "GB"})
	d.site = keep(site.ID, err)
	own, err := d.Employers.Create(ctx, all, workforce.Employer{Code: "OWN", Name: "Own", Kind: workforce.OwnStaff})
	d.own = keep(own.ID, err)
	agreement, err := d.Agreements.Create(ctx, all, workforce.Agreement{Code: "FULL", Name: "Full time", Terms: []workforce.Terms{{
		Rules:     workforce.Rules{WeeklyMaxMin: 40 * 60, MinRestMin: 11 * 60, MaxConsecutiveDays: 5, MinDaysOffPerWeek: 2},
		Templates: []workforce.ShiftTemplate{{Code: "D", Letter: "D", Name: "Day", Weekdays: []time.Weekday{1}, EarliestStartMin: 480, LatestStartMin: 480, StepMin: 30, LengthsMin: []int{480}}},
	}}})
	d.agreement = keep(agreement.ID, err)
	channel, err := d.Channels.Create(ctx, all, workforce.Channel{Code: "CALLS", Name: "Calls", Kind: workforce.Voice, Concurrency: 1})
	keep(channel.ID, err)
	for i, code := range []string{"VOICE", "CHAT"} {
		skill, err := d.Skills.Create(ctx, all, workforce.Skill{Code: code, Name: code})
		d.skills[i] = keep(skill.ID, err)
		queue, err := d.Queues.Create(ctx, all, workforce.Queue{Code: code, Name: code, SiteID: d.site, ChannelID: channel.ID, SkillID: skill.ID, IntervalMin: 30,
			Hours: workforce.AlwaysOpen(), Goals: []workforce.ServiceGoal{{SLTarget: 0.8, ThresholdS: 20, SLVariant: workforce.SLExclShort}}})
		d.queues[i] = keep(queue.ID, err)
	}
	return d
}

// hire keeps somebody with skills, under the agreement or under none.
func (d *desk) hire(t *testing.T, code string, agreement int64, skills ...int64) int64 {
	t.Helper()
	p := workforce.Person{Code: code, Name: code, SiteID: d.site, EmployerID: d.own, HiredOn: grid.MustDate("2024-01-01")}
	if agreement != 0 {
		p.Agreements = []workforce.AgreementSpell{{AgreementID: agreement}}
	}
	for _, s := range skills {
		p.Skills = append(p.Skills, workforce.SkillSpell{SkillID: s, Level: 3})
	}
	made, err := d.CreatePeople(t.Context(), auth.SystemScope(1), []workforce.Person{p})
	if err != nil {
		t.Fatal(err)
	}
	return made[0].ID
}

// needed is one requirement of the first queue: two days of ten half hours of four people.
type needed struct{ queue int64 }

func (n needed) Requirements(_ context.Context, _ auth.Scope, queue, _, _ int64, _ int) ([]forecast.Requirement, error) {
	if queue != n.queue {
		return nil, nil
	}
	return []forecast.Requirement{{ID: 9}}, nil
}

func (n needed) Requirement(_ context.Context, _ auth.Scope, id int64) (forecast.Requirement, error) {
	r := forecast.Requirement{ID: id}
	r.Days, r.Minutes = 2, 30
	r.Curves.Scheduled = []float64{4, 4, 4, 4, 4, 4, 4, 4, 4, 4}
	return r, nil
}

// By hand, at 40 hours a week. Who serves both queues gives 20 to each, who serves one 40;
// who has no agreement gives none. So voice has 20 + 40 = 60 and chat 20 + 40 = 60.
// The first leaves voice and gives chat all 40: voice loses 20, chat wins 20. The second
// keeps three quarters of their time: voice loses 10. Voice needs 4 people · 10 half hours
// = 20 hours in two days, 70 a week; of chat nobody has worked it out.
func TestWhatQueuesLoseByPromotions(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		d := newDesk(t, db)
		both := d.hire(t, "BOTH", d.agreement, d.skills[0], d.skills[1])
		voice := d.hire(t, "VOICE1", d.agreement, d.skills[0])
		d.hire(t, "CHAT1", d.agreement, d.skills[1])
		unbound := d.hire(t, "FREE", 0, d.skills[0])
		q := queueCapacity{d.Service, needed{d.queues[0]}}
		got, err := q.Effect(t.Context(), auth.SystemScope(1), []careers.Leaving{
			{PersonID: both, Skills: []int64{d.skills[0]}}, {PersonID: voice, Share: 0.25}, {PersonID: unbound, Share: 1},
		}, grid.MustDate("2026-06-01"))
		if err != nil {
			t.Fatal(err)
		}
		want := []careers.QueueEffect{
			{QueueID: d.queues[1], Code: "CHAT", Name: "CHAT", Standing: 60, Leaves: -20, People: 1},
			{QueueID: d.queues[0], Code: "VOICE", Name: "VOICE", RequirementID: 9, Required: 70, Standing: 60, Leaves: 30, People: 2},
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
	})
}

// record is employments as somebody keeps them.
type record []attrition.Spell

func (r record) Spells(context.Context, auth.Scope) ([]attrition.Spell, []attrition.Fault, error) {
	return r, nil, nil
}

// 004-01: exits of careers become the chances to leave of a capacity plan, of the nearest
// people of whom enough left: those of the queues, else of the site, else of the centre.
func TestCapacityPlansLearnWhoLeaves(t *testing.T) {
	databasetest.Each(t, func(t *testing.T, db *database.DB) {
		d := newDesk(t, db)
		var kept record
		leave := func(site int64, n int, from string, skills ...int64) {
			for range n {
				code := fmt.Sprintf("L%03d", len(kept))
				kept = append(kept, attrition.Spell{Code: code, SiteID: site, Hired: grid.MustDate("2024-01-01"), Left: grid.MustDate(from)})
				if len(skills) > 0 {
					d.hire(t, code, 0, skills...)
				}
			}
		}
		l := leavers{plan.New(nil, plan.Books{People: d.People}, nil, nil, "test"), d.Service}
		l.plans.Now = func() time.Time { return time.Date(2026, 1, 1, 9, 0, 0, 0, time.UTC) }
		monday := grid.MustDate("2026-01-05")
		ask := func(queues ...int64) forecast.Learnt {
			t.Helper()
			l.plans.Books.Employments = kept
			got, err := l.Leaving(t.Context(), auth.SystemScope(1), d.site, queues, monday)
			if err != nil {
				t.Fatal(err)
			}
			return got
		}
		if got := ask(d.queues[0]); got.Hazard != nil {
			t.Errorf("nobody left, and it says %+v", got)
		}
		leave(99, 60, "2025-06-15")
		if got := ask(d.queues[0]); got.Of != forecast.LearntOfCentre || got.Exits != 60 {
			t.Errorf("sixty left at another site: %+v", got)
		}
		leave(d.site, 52, "2025-01-15")
		if got := ask(d.queues[0]); got.Of != forecast.LearntOfSite || got.Exits != 52 {
			t.Errorf("fifty-two left at the site: %+v", got)
		}
		leave(d.site, 51, "2025-03-15", d.skills[0])
		got := ask(d.queues[0])
		if got.Of != forecast.LearntOfQueues || got.Exits != 51 {
			t.Errorf("fifty-one of the queue left: %+v", got)
		}
		if other := ask(d.queues[1]); other.Of != forecast.LearntOfSite {
			t.Errorf("of the other queue nobody left: %+v", other)
		}
		// They left in March, and the ninth week of the plan begins on the second of March.
		march, june := got.Leaving(8, 60), got.Leaving(22, 74)
		if march < 2*june || math.IsNaN(march) {
			t.Errorf("March %.4f, June %.4f a week", march, june)
		}
	})
}

func TestAQueueWithoutASkillIsServedByAnybody(t *testing.T) {
	queues := []workforce.Queue{{ID: 1, SkillID: 5}, {ID: 2}}
	if got := servedBy(workforce.Person{}, queues, grid.MustDate("2026-06-01")); len(got) != 1 || got[0].ID != 2 {
		t.Errorf("who holds no skill serves %+v", got)
	}
}
