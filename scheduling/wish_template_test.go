package scheduling_test

import (
	"testing"
	"time"

	"github.com/muster-wfm/muster/scheduling"
)

func TestAWishAgainstATemplateIsKeptWeighedAndAnswered(t *testing.T) {
	eachEngine(t, func(t *testing.T, c *centre) {
		ctx := t.Context()
		c.Now = func() time.Time { return monday.AddDays(-10).Start(time.UTC) }
		agent := c.agent(t, 0)
		offered, err := c.OwnTemplates(ctx, agent, c.site.ID, monday)
		if err != nil || len(offered) != 1 || offered[0].Code != "D" {
			t.Fatalf("offered %+v (%v), want the agreement's one template", offered, err)
		}
		day := monday.AddDays(1)
		never := scheduling.Wish{Day: day, Kind: scheduling.WishNotTemplate, Template: "D", Points: 3, FromMin: 5}
		if _, err := c.MakeWish(ctx, agent, c.site.ID, never); err != nil {
			t.Fatal(err)
		}
		own, err := c.OwnWishes(ctx, agent, day, day)
		if err != nil || len(own) != 1 || own[0].Kind != scheduling.WishNotTemplate || own[0].Template != "D" || own[0].FromMin != 0 {
			t.Fatalf("kept %+v (%v), want the wish against D", own, err)
		}
		r := c.built(t)
		plan, err := c.Open(ctx, c.scope, r.ID)
		if err != nil {
			t.Fatal(err)
		}
		if shift, works := plan.Sheet.At(c.people[0].ID, day); works {
			t.Errorf("built, the agent works %+v although nine others could", shift)
		}
		wishes, _, err := c.RosterWishes(ctx, c.scope, r.ID)
		if err != nil || len(wishes) != 1 || !wishes[0].Met {
			t.Errorf("as it stands the wishes are %+v (%v), want the one, met", wishes, err)
		}
	})
}

func TestAWishForOrAgainstATemplateNamesOne(t *testing.T) {
	for _, kind := range []scheduling.WishKind{scheduling.WishTemplate, scheduling.WishNotTemplate} {
		if _, err := scheduling.NewWish(scheduling.Wish{Day: monday, Kind: kind, Points: 1}); err == nil {
			t.Errorf("%s of no template is taken", kind)
		}
	}
}
