package protected

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/muster-wfm/muster/careers"
	"github.com/muster-wfm/muster/careers/fairness"
	"github.com/muster-wfm/muster/careers/ladder"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// Report is how groups fared in the twelve months to the end of last month, and how its
// rounds were held. Everybody who may read it reads the same, all month long: what the
// days between would add cannot be told from two readings.
type Report struct {
	From, To   grid.Date
	Smallest   int // smaller groups are hidden
	Attributes []Attribute
	Rounds     []Check
}

// Attribute is how groups by one attribute fare.
type Attribute struct {
	Name   string
	Sheets []fairness.Sheet
}

// RoundAudit is how groups fare in one round, by one attribute.
type RoundAudit struct {
	Attribute string
	Sheet     fairness.Sheet
	Rules     []Rule // of those who came by the commonest move
}

// Rule is which groups a single requirement lets through.
type Rule struct {
	Kind  ladder.Kind
	Name  string
	Sheet fairness.Sheet
}

// grouping is the groups of one attribute.
type grouping struct {
	name   string
	groups []string
	of     map[int64]string
}

// put tells rows their groups.
func (g grouping) put(m fairness.Measure) fairness.Measure {
	m.Rows = slices.Clone(m.Rows)
	for i, r := range m.Rows {
		m.Rows[i].Group = g.of[int64(r.Person)]
	}
	return m
}

// everybody is the scope of an audit: groups are of the whole centre, since those of a
// part would let others be worked out.
func everybody(scope auth.Scope) auth.Scope {
	return auth.SystemScope(scope.Tenant()).WithActor(scope.Actor())
}

// Report compares groups by every attribute that is kept. That somebody looked is
// recorded.
func (a *Audit) Report(ctx context.Context, scope auth.Scope) (Report, error) {
	if err := scope.Require(auth.ManageCareers); err != nil {
		return Report{}, err
	}
	all := everybody(scope)
	f, groupings, err := a.read(ctx, all)
	if err != nil {
		return Report{}, err
	}
	report, _, err := publish(f, groupings)
	if err != nil {
		return Report{}, err
	}
	for _, r := range f.rounds {
		report.Rounds = append(report.Rounds, checkRound(r))
	}
	var names []string
	for _, g := range groupings {
		names = append(names, g.name)
	}
	return report, a.books.Journal.Record(ctx, scope, "protected.report", "protected:0", map[string]any{"from": f.from.String(), "to": f.to.String(), "attributes": names})
}

// publish writes the sheets of a report, and returns the ledger that has seen them.
func publish(f facts, groupings []grouping) (Report, *fairness.Ledger, error) {
	r := Report{From: f.from, To: f.to, Smallest: fairness.Smallest}
	ledger := fairness.NewLedger(fairness.Smallest)
	measures := f.measures()
	for _, g := range groupings {
		attribute := Attribute{Name: g.name}
		for _, m := range measures {
			sheet, err := ledger.Measure(g.put(m), g.groups)
			if err != nil {
				return r, nil, err
			}
			attribute.Sheets = append(attribute.Sheets, sheet)
		}
		r.Attributes = append(r.Attributes, attribute)
	}
	return r, ledger, nil
}

// Round audits a round that is decided, attribute by attribute. It is published after the
// report and after the rounds announced before it, so that none of these together shows a
// group too small, in whatever order somebody asks for them. That somebody looked is
// recorded.
func (a *Audit) Round(ctx context.Context, scope auth.Scope, id int64) ([]RoundAudit, error) {
	all := everybody(scope)
	asked, err := a.books.Rounds.Report(ctx, all, id)
	if err != nil {
		return nil, err
	}
	f, groupings, err := a.read(ctx, all)
	if err != nil {
		return nil, err
	}
	_, ledger, err := publish(f, groupings)
	if err != nil {
		return nil, err
	}
	before, err := a.announced(ctx, all, grid.Date{}, grid.DateOf(a.Now().UTC()))
	if err != nil {
		return nil, err
	}
	if at := slices.IndexFunc(before, func(r careers.RoundReport) bool { return r.ID == id }); at >= 0 {
		before = before[:at]
	}
	var out []RoundAudit
	for _, r := range append(before, asked) {
		if out, err = a.round(ctx, all, r, groupings, ledger); err != nil {
			return nil, err
		}
	}
	var names []string
	for _, g := range groupings {
		names = append(names, g.name)
	}
	return out, a.books.Journal.Record(ctx, scope, "protected.audit", fmt.Sprintf("round:%d", id), map[string]any{"attributes": names})
}

func (a *Audit) round(ctx context.Context, all auth.Scope, r careers.RoundReport, groupings []grouping, ledger *fairness.Ledger) ([]RoundAudit, error) {
	promoted, _ := facts{rounds: []careers.RoundReport{r}}.applications()
	m := fairness.Measure{Key: Promoted, Kind: fairness.Share}
	moves := map[string][]fairness.Checked{}
	for _, x := range r.Applications {
		m.Rows = append(m.Rows, promoted[x.PersonID])
		snapshot, err := a.books.Readiness.Replay(ctx, all, x.Inputs)
		if err != nil {
			return nil, err
		}
		moves[x.From] = append(moves[x.From], fairness.Checked{Person: int(x.PersonID), Finding: snapshot.Finding})
	}
	var common []fairness.Checked
	for _, from := range r.Ladder.Ladder.Rungs {
		if len(moves[from.Code]) > len(common) {
			common = moves[from.Code]
		}
	}
	rules, err := fairness.RuleMeasures(common)
	if err != nil {
		return nil, err
	}
	var out []RoundAudit
	for _, g := range groupings {
		audit := RoundAudit{Attribute: g.name}
		if audit.Sheet, err = ledger.Measure(g.put(m), g.groups); err != nil {
			return nil, err
		}
		for _, rule := range rules {
			sheet, err := ledger.Measure(g.put(rule.Measure), g.groups)
			if err != nil {
				return nil, err
			}
			audit.Rules = append(audit.Rules, Rule{rule.Kind, rule.Name, sheet})
		}
		out = append(out, audit)
	}
	return out, nil
}

// read collects what a report is made of: the twelve whole months before this one.
func (a *Audit) read(ctx context.Context, all auth.Scope) (f facts, groupings []grouping, err error) {
	now := grid.DateOf(a.Now().UTC())
	first := grid.Date{Year: now.Year, Month: now.Month, Day: 1}
	f.from, f.to = grid.DateOf(time.Date(now.Year-1, now.Month, 1, 12, 0, 0, 0, time.UTC)), first.AddDays(-1)
	for _, step := range []func(context.Context, auth.Scope, *facts) error{a.readRounds, a.readElections, a.readLadders, a.readExits} {
		if err := step(ctx, all, &f); err != nil {
			return f, nil, err
		}
	}
	if f.readiness, err = a.books.Readiness.Kept(ctx, all); err != nil {
		return f, nil, err
	}
	attributes, err := a.store.Attributes(ctx, all)
	if err != nil {
		return f, nil, err
	}
	for _, name := range attributes {
		of, err := a.store.Groups(ctx, all, name)
		if err != nil {
			return f, nil, err
		}
		g := grouping{name: name, of: map[int64]string{}}
		names, fold := fairness.GroupNames(of)
		g.groups = names
		for person, group := range of {
			g.of[person] = fold[group]
		}
		groupings = append(groupings, g)
	}
	return f, groupings, nil
}

func (a *Audit) readRounds(ctx context.Context, all auth.Scope, f *facts) (err error) {
	f.rounds, err = a.announced(ctx, all, f.from, f.to)
	return err
}

// pages is how many rounds or elections are read at once.
const pages = 100

// announced are the rounds whose decisions became known in a time, in that order; a zero
// day is no bound.
func (a *Audit) announced(ctx context.Context, all auth.Scope, from, to grid.Date) ([]careers.RoundReport, error) {
	var out []careers.RoundReport
	for before := int64(0); ; {
		list, err := a.books.Rounds.Rounds(ctx, all, before, pages)
		if err != nil {
			return nil, err
		}
		for _, r := range list {
			before = r.ID
			day := grid.DateOf(r.AnnouncedAt.UTC())
			if r.AnnouncedAt.IsZero() || day.Before(from) || day.After(to) {
				continue
			}
			report, err := a.books.Rounds.Report(ctx, all, r.ID)
			if err != nil {
				return nil, err
			}
			out = append(out, report)
		}
		if len(list) < pages {
			break
		}
	}
	slices.SortFunc(out, func(x, y careers.RoundReport) int {
		if by := x.AnnouncedAt.Compare(y.AnnouncedAt); by != 0 {
			return by
		}
		return int(x.ID - y.ID)
	})
	return out, nil
}

func (a *Audit) readElections(ctx context.Context, all auth.Scope, f *facts) error {
	from, to := f.from.String()[:7], f.to.String()[:7]
	for before := int64(0); ; {
		list, err := a.books.Elections.Elections(ctx, all, before, pages)
		if err != nil {
			return err
		}
		for _, e := range list {
			before = e.ID
			if e.Result == nil || e.Month < from || e.Month > to {
				continue
			}
			report, err := a.books.Elections.Election(ctx, all, e.ID)
			if err != nil {
				return err
			}
			f.elections = append(f.elections, report)
		}
		if len(list) < pages {
			return nil
		}
	}
}

func (a *Audit) readLadders(ctx context.Context, all auth.Scope, f *facts) (err error) {
	if f.climbs, err = a.books.Ladders.Climbs(ctx, all); err != nil {
		return err
	}
	for _, s := range f.climbs {
		if !s.From.After(f.to) && (s.To.IsZero() || s.To.After(f.to)) {
			f.onRung = append(f.onRung, s.PersonID)
		}
	}
	versions, err := a.books.Ladders.Ladders(ctx, all)
	f.promotions = map[move]bool{}
	for _, v := range versions {
		for _, e := range v.Ladder.Edges {
			if e.Kind == ladder.Promote {
				f.promotions[move{v.Ladder.Code, e.From, e.To}] = true
			}
		}
	}
	return err
}

func (a *Audit) readExits(ctx context.Context, all auth.Scope, f *facts) (err error) {
	if f.employed, _, err = a.books.Employments.Spells(ctx, all); err != nil {
		return err
	}
	people, err := a.books.People.Find(ctx, all, workforce.Filter{})
	f.person = map[string]int64{}
	for _, p := range people {
		f.person[p.Code] = p.ID
	}
	return err
}
