package attrition

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"math"
	"slices"
	"time"

	"github.com/muster-wfm/muster/careers/fairness"
	"github.com/muster-wfm/muster/careers/flow"
	"github.com/muster-wfm/muster/careers/survival"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/spreadsheet"
	"github.com/muster-wfm/muster/workforce/grid"
)

// Channel is a way by which people are hired, as somebody keeps it.
type Channel struct {
	Name          string
	Version       int64 // 0: nothing is kept of it yet
	Applied       int
	TrainingMinor int64
	Quality       float64 // output of its hires beside that of all; 1: the same
}

// Disclosure is a table that was shown to somebody: groups of spells by their ids, and
// what was said of them.
type Disclosure struct {
	Groups []fairness.Group
	Answer fairness.Answer
}

// ExplorerStore keeps what the explorer needs beside the events.
type ExplorerStore interface {
	InTx(ctx context.Context, scope auth.Scope, fn func(ctx context.Context) error) error
	Channels(ctx context.Context, scope auth.Scope) ([]Channel, error)
	// PutChannel writes a channel that still has the version.
	PutChannel(ctx context.Context, scope auth.Scope, c Channel) (Channel, error)
	// Disclosures are those to the scope's user since a day.
	Disclosures(ctx context.Context, scope auth.Scope, since time.Time) ([]Disclosure, error)
	// AddDisclosure keeps one under a hash; the same again is nothing new.
	AddDisclosure(ctx context.Context, scope auth.Scope, hash string, at time.Time, d Disclosure) error
}

// Rungs knows on which rung of a ladder people stand, by personnel number.
type Rungs interface {
	RungNames(ctx context.Context, scope auth.Scope) (map[string]string, error)
}

// Explorer answers questions about those who stayed and left.
type Explorer struct {
	employments *Employments
	store       ExplorerStore
	// Rungs, where there are ladders; nil: there are none.
	Rungs Rungs
}

// NewExplorer connects the service.
func NewExplorer(employments *Employments, store ExplorerStore) *Explorer {
	return &Explorer{employments: employments, store: store}
}

// edition is the last day that counts: the end of last month. Figures of a month are whole,
// and the same question asked twice in a month has the same answer, so that the days
// between cannot tell who left.
func edition(today grid.Date) grid.Date {
	return grid.Date{Year: today.Year, Month: today.Month, Day: 1}.AddDays(-1)
}

// Cohort returns the spells that a question is about, with the group of each.
func (x *Explorer) Cohort(ctx context.Context, scope auth.Scope, q Question) (c Cohort, group []int, called []string, faults int, err error) {
	if err := scope.Require(auth.ReadCareers); err != nil {
		return c, nil, nil, 0, err
	}
	spells, bad, err := x.employments.Spells(ctx, scope)
	if err != nil {
		return c, nil, nil, 0, err
	}
	n, err := x.names(ctx, scope, q.By)
	if err != nil {
		return c, nil, nil, 0, err
	}
	c = cohort(spells, q, edition(x.employments.today()))
	if len(c.Spells) == 0 {
		return c, nil, nil, len(bad), nil
	}
	group, called = n.parts(c, q.By)
	return c, group, called, len(bad), nil
}

func (x *Explorer) names(ctx context.Context, scope auth.Scope, by Attribute) (names, error) {
	n := names{sites: map[int64]string{}, employers: map[int64]string{}}
	all := auth.SystemScope(scope.Tenant())
	sites, err := x.employments.places.Sites(ctx, all)
	if err != nil {
		return n, err
	}
	employers, err := x.employments.places.Employers(ctx, all)
	if err != nil {
		return n, err
	}
	for _, s := range sites {
		n.sites[s.ID] = s.Name
	}
	for _, e := range employers {
		n.employers[e.ID] = e.Name
	}
	if by != ByRung {
		return n, nil
	}
	if x.Rungs == nil {
		c := checking("question")
		c.need(false, "by", "rung", "another attribute: nobody stands on a rung of a ladder yet")
		return n, c.err()
	}
	n.rungs, err = x.Rungs.RungNames(ctx, all)
	return n, err
}

// Explore answers a question. Groups smaller than [fairness.Smallest] are hidden, and as
// many others as it takes that nothing shown to the same person this month gives them away.
func (x *Explorer) Explore(ctx context.Context, scope auth.Scope, q Question) (Report, error) {
	q, err := NewQuestion(q)
	if err != nil {
		return Report{}, err
	}
	c, group, called, faults, err := x.Cohort(ctx, scope, q)
	r := Report{Question: q, To: c.To, Smallest: fairness.Smallest, Faults: faults}
	if err != nil {
		return r, err
	}
	answer, err := x.publish(ctx, scope, c, group, called)
	if err != nil {
		return r, err
	}
	if answer.Refused || len(c.Spells) < fairness.Smallest {
		r.Refused = true
		return r, nil
	}
	if err := r.describe(c, group, called, shown(answer)); err != nil {
		return r, err
	}
	return r, x.teams(ctx, scope, &r, c)
}

// publish asks the ledger of the person who looks which groups may be shown.
func (x *Explorer) publish(ctx context.Context, scope auth.Scope, c Cohort, group []int, called []string) (*fairness.Answer, error) {
	table := make([]fairness.Group, len(called))
	for g, name := range called {
		table[g].Name = name
	}
	for i, s := range c.Spells {
		table[group[i]].Members = append(table[group[i]].Members, int(s.ID))
	}
	if len(table) == 0 {
		return &fairness.Answer{Refused: true}, nil
	}
	ledger := fairness.NewLedger(fairness.Smallest)
	now := x.employments.Now()
	var answer *fairness.Answer
	err := x.store.InTx(ctx, scope, func(ctx context.Context) error {
		past, err := x.store.Disclosures(ctx, scope, edition(grid.DateOf(now.UTC())).AddDays(1).Start(time.UTC))
		if err != nil {
			return err
		}
		for _, d := range past {
			if err := ledger.Recall(d.Groups, &d.Answer); err != nil {
				return err
			}
		}
		if answer, err = ledger.Publish(table); err != nil || answer.Refused {
			return err
		}
		hash, err := tableHash(table)
		if err != nil {
			return err
		}
		return x.store.AddDisclosure(ctx, scope, hash, now, Disclosure{table, *answer})
	})
	return answer, err
}

func tableHash(table []fairness.Group) (string, error) {
	text, err := json.Marshal(table)
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:]), err
}

// describe computes everything of the groups that may be seen.
func (r *Report) describe(c Cohort, group []int, called []string, visible []bool) error {
	var err error
	months, smallest := r.Question.Months, r.Smallest
	if r.All, err = curveOf("", c, months, smallest); err != nil {
		return err
	}
	for g, name := range called {
		if r.Question.By == "" {
			break
		}
		if !visible[g] {
			r.Groups = append(r.Groups, Group{Name: name, Hidden: true})
			continue
		}
		curve, err := curveOf(name, c.subset(func(i int) bool { return group[i] == g }), months, smallest)
		if err != nil {
			return err
		}
		r.Groups = append(r.Groups, curve)
	}
	if r.Test, err = testOf(c, group, visible); err != nil {
		return err
	}
	if r.Incidence, err = incidenceOf(c, months, smallest); err != nil {
		return err
	}
	r.Season, r.Reasons = seasonOf(c), reasonsOf(c, smallest)
	return nil
}

// testOf compares the groups that are shown by the log-rank test.
func testOf(c Cohort, group []int, visible []bool) (*survival.RankTest, error) {
	place, count := make([]int, len(visible)), 0
	for g, v := range visible {
		if place[g] = -1; v {
			place[g] = count
			count++
		}
	}
	kept := c.subset(func(i int) bool { return place[group[i]] >= 0 })
	o := kept.Observations()
	if count < 2 || o.Events() == 0 {
		return nil, nil
	}
	var of []int
	for _, g := range group {
		if place[g] >= 0 {
			of = append(of, place[g])
		}
	}
	return survival.LogRank(o, of, count, 0)
}

// teams adds the teams' rates, drawn towards each other, and what channels cost; of groups
// large enough alone.
func (x *Explorer) teams(ctx context.Context, scope auth.Scope, r *Report, c Cohort) error {
	group, called := teamParts(c, r.Smallest)
	if len(called) > 1 {
		o := c.subset(func(i int) bool { return group[i] >= 0 }).Observations()
		for i := range o.Stop {
			if o.Start != nil {
				o.Start[i] /= daysInMonth
			}
			o.Stop[i] /= daysInMonth
		}
		if o.Events() > 0 {
			s, err := survival.ShrinkRates(o, slices.DeleteFunc(slices.Clone(group), func(g int) bool { return g < 0 }), called)
			if err != nil {
				return err
			}
			r.Teams, r.Spread = s.Groups, s.Shape
		}
	}
	kept, err := x.store.Channels(ctx, scope)
	if err != nil {
		return err
	}
	r.Channels, err = flow.RankChannels(channelsOf(c, kept, r.Smallest))
	return err
}

// teamParts numbers the teams that may be shown; -1 is none of them. One team too few is
// not the difference of a total and the others: rates name no counts of people.
func teamParts(c Cohort, smallest int) (group []int, called []string) {
	count := map[string]int{}
	for _, s := range c.Spells {
		count[s.Team]++
	}
	for name, n := range count {
		if name != "" && n >= smallest {
			called = append(called, name)
		}
	}
	slices.Sort(called)
	group = make([]int, len(c.Spells))
	for i, s := range c.Spells {
		group[i] = slices.Index(called, s.Team)
	}
	return group, called
}

// channelsOf is what became of the hires of each channel, watched from their hire on.
func channelsOf(c Cohort, kept []Channel, smallest int) []flow.Channel {
	var out []flow.Channel
	by := map[string][]Spell{}
	for _, s := range c.Spells {
		if s.Source != "" {
			by[s.Source] = append(by[s.Source], s)
		}
	}
	for name, spells := range by {
		if len(spells) < smallest {
			continue
		}
		whole := Cohort{Spells: spells, To: c.To}
		km, err := survival.KaplanMeier(whole.Observations())
		if err != nil {
			continue
		}
		mean, _ := km.RestrictedMean(12 * daysInMonth)
		channel := flow.Channel{Name: name, Hires: len(spells), Months: mean / daysInMonth, Quality: 1}
		for _, s := range spells {
			channel.HireCost += float64(s.CostMinor) / 100 / float64(len(spells))
		}
		if at := slices.IndexFunc(kept, func(k Channel) bool { return k.Name == name }); at >= 0 {
			channel.Applied, channel.TrainingCost, channel.Quality = max(kept[at].Applied, len(spells)), float64(kept[at].TrainingMinor)/100, kept[at].Quality
		} else {
			channel.Applied = len(spells)
		}
		if channel.Months > 0 && !math.IsNaN(channel.Months) {
			out = append(out, channel)
		}
	}
	slices.SortFunc(out, func(a, b flow.Channel) int { return cmp.Compare(a.Name, b.Name) })
	return out
}

// Channels are those that somebody keeps figures of.
func (x *Explorer) Channels(ctx context.Context, scope auth.Scope) ([]Channel, error) {
	if err := scope.Require(auth.ReadCareers); err != nil {
		return nil, err
	}
	return x.store.Channels(ctx, scope)
}

// SetChannel writes what a channel costs and brings.
func (x *Explorer) SetChannel(ctx context.Context, scope auth.Scope, c Channel) (Channel, error) {
	if err := scope.Require(auth.ManageCareers); err != nil {
		return c, err
	}
	k := checking("channel")
	k.need(c.Name != "" && len([]rune(c.Name)) <= 120, "name", c.Name, "1 to 120 characters")
	k.need(c.Applied >= 0, "applied", c.Applied, "0 or more people")
	k.need(c.TrainingMinor >= 0, "trainingMinor", c.TrainingMinor, "0 or more, in minor units")
	k.need(c.Quality > 0 && c.Quality <= 3, "quality", c.Quality, "more than 0, 1 for the same as all, at most 3")
	if err := k.err(); err != nil {
		return c, err
	}
	return x.store.PutChannel(ctx, scope, c)
}

// Table is the spells of a question as a table that `muster survival fit` reads: start,
// time and event in days of tenure, cause numbered as in [ExitKinds], group.
func (x *Explorer) Table(ctx context.Context, scope auth.Scope, q Question) (spreadsheet.Table, error) {
	t := spreadsheet.Table{Name: "Spells", Header: []string{"start", "time", "event", "cause", "group"}}
	if err := scope.Require(auth.ManageCareers); err != nil {
		return t, err
	}
	c, group, called, _, err := x.Cohort(ctx, scope, q)
	if err != nil {
		return t, err
	}
	o := c.Observations()
	for i, s := range c.Spells {
		start, event := 0.0, 0
		if o.Start != nil {
			start = o.Start[i]
		}
		if o.Event[i] {
			event = 1
		}
		t.Rows = append(t.Rows, []any{start, o.Stop[i], event, c.cause(s), called[group[i]]})
	}
	return t, nil
}
