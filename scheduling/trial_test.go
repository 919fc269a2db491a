package scheduling_test

import (
	"testing"

	"github.com/muster-wfm/muster/scheduling/rules"
)

func TestEditedRulesAreTriedOnTheLastPublishedRosterAndNothingIsWritten(t *testing.T) {
	eachEngine(t, func(t *testing.T, c *centre) {
		ctx := t.Context()
		if trial, err := c.TryAgreement(ctx, c.scope, 0, c.agreement); err != nil || trial.Roster.ID != 0 {
			t.Errorf("before any publication: %+v, %v; want no roster", trial, err)
		}
		r := c.built(t)
		if _, _, err := c.Publish(ctx, c.scope, r.ID, r.Version, false); err != nil {
			t.Fatal(err)
		}
		trial, err := c.TryAgreement(ctx, c.scope, 0, c.agreement)
		if err != nil || trial.Roster.ID != r.ID || trial.People != 10 || len(trial.Breaches)+len(trial.Impossible) > 0 {
			t.Errorf("the rules as they are: %+v, %v; want ten people and nothing broken", trial, err)
		}
		strict := c.agreement
		strict.Terms[0].Rules.WeeklyMaxMin = 16 * 60
		strict.Terms[0].Rules.WeeklyMinMin = 0
		if trial, err = c.TryAgreement(ctx, c.scope, r.ID, strict); err != nil || len(trial.Breaches) < 10 || trial.Breaches[0].Rule != rules.MaxWeekMinutes || len(trial.Impossible) > 0 {
			t.Errorf("two days a week: %d breaches, %v; want one of each person", len(trial.Breaches), err)
		}
		never := c.agreement
		never.Terms[0].Rules.WeeklyMinMin, never.Terms[0].Rules.WeeklyMaxMin, never.Terms[0].Rules.MinDaysOffPerWeek = 40*60, 40*60, 5
		if trial, err = c.TryAgreement(ctx, c.scope, r.ID, never); err != nil || len(trial.Impossible) != 10 || trial.Impossible[0].Relaxation == "" {
			t.Errorf("forty hours in two days: %+v, %v; want nobody to be possible, and what would help", trial.Impossible, err)
		}
		plan, err := c.Open(ctx, c.scope, r.ID)
		if err != nil || len(plan.Breaches()) > 0 {
			t.Errorf("afterwards the roster breaks %v, %v; want the agreement as it was", plan.Breaches(), err)
		}
	})
}
