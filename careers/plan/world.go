package plan

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"math"
	"slices"

	"github.com/muster-wfm/muster/careers"
	"github.com/muster-wfm/muster/careers/attrition"
	"github.com/muster-wfm/muster/careers/flow"
	"github.com/muster-wfm/muster/careers/ladder"
	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// Ladders knows the ways, and who has stood where.
type Ladders interface {
	InForce(ctx context.Context, scope auth.Scope) (map[string]careers.KeptLadder, error)
	// Climbs are the times on rungs of everybody in sight, in order of person and day.
	Climbs(ctx context.Context, scope auth.Scope) ([]careers.Spell, error)
}

// Employments knows who came and who left.
type Employments interface {
	Spells(ctx context.Context, scope auth.Scope) ([]attrition.Spell, []attrition.Fault, error)
}

// Schedules knows when people work.
type Schedules interface {
	// Nights is the part of published shifts of a site (0: of all in sight) that go past
	// midnight or begin before five; known is false where none were published.
	Nights(ctx context.Context, scope auth.Scope, site int64, from, to grid.Date) (share float64, known bool, err error)
}

// World is the present workforce on a track, as the registers have it on a day.
type World struct {
	On           grid.Date
	LadderID     int64
	LadderNumber int
	Rungs        []WorldRung
	Unplaced     bool // nobody is placed on a rung: all stand on the first
	Hazard       []flow.Band
	Own          bool // the hazard is of one's own exits, else the documented averages
	Exits        int  // that are known
	Sources      []WorldSource
	Nights       *float64 // nil: not known
}

// WorldRung is a rung with those who stand on it.
type WorldRung struct {
	Code    string
	Name    ladder.Name
	Places  *int // as they are with today's holders; nil: no limit
	Dwell   int
	Promote float64
	Learnt  bool    // the chance is of one's own promotions, else assumed
	Ready   float64 // months of people who might have been promoted, on which it rests
	Holders []flow.Holders
}

// People are how many stand on it.
func (r WorldRung) People() float64 {
	n := 0.0
	for _, h := range r.Holders {
		n += h.Count
	}
	return n
}

// WorldSource is a channel by which people came in the last two years.
type WorldSource struct {
	Name      string
	Share     float64
	CostMinor float64 // mean of a hire
}

// What is taken for a month, for the months that are looked back on for channels, and
// for the weeks of schedules.
const (
	monthDays    = 365.25 / 12
	sourceDays   = 730
	scheduleDays = 56
)

// assumedPromotion is the chance a month of those who may be promoted, where too little
// is known: no source gives one.
const assumedPromotion = 0.05

// readyEnough is from how many months of people who might have been promoted on an
// own chance is used.
const readyEnough = 24

// people are those whom an order is about.
type people struct {
	list   []workforce.Person
	spells []attrition.Spell // employments
	today  grid.Date
}

// gatherPeople reads the people of a site and employer, 0 for all in sight.
func (s *Plans) gatherPeople(ctx context.Context, scope auth.Scope, site, employer int64) (*people, error) {
	filter := workforce.Filter{}
	if site != 0 {
		filter.SiteIDs = []int64{site}
	}
	if employer != 0 {
		filter.EmployerIDs = []int64{employer}
	}
	p := &people{today: s.today()}
	var err error
	if p.list, err = s.Books.People.Find(ctx, scope, filter); err != nil {
		return nil, fmt.Errorf("people: %w", err)
	}
	spells, _, err := s.Books.Employments.Spells(ctx, scope)
	if err != nil {
		return nil, fmt.Errorf("employments: %w", err)
	}
	for _, e := range spells {
		if (site == 0 || e.SiteID == site) && (employer == 0 || e.EmployerID == employer) && !e.Hired.After(p.today) {
			p.spells = append(p.spells, e)
		}
	}
	if len(p.spells) == 0 { // nobody keeps events: the register says when people came and left
		for _, x := range p.list {
			if !x.HiredOn.After(p.today) {
				p.spells = append(p.spells, attrition.Spell{Code: x.Code, Hired: x.HiredOn, Left: x.LeftOn})
			}
		}
	}
	return p, nil
}

func months(from, to grid.Date) float64 { return math.Max(0, float64(from.DaysUntil(to))/monthDays) }

func (p *people) employed(x workforce.Person) bool {
	return !x.HiredOn.After(p.today) && (x.LeftOn.IsZero() || x.LeftOn.After(p.today))
}

// tenures are those who are employed, by months of tenure.
func (p *people) tenures() []flow.Holders {
	count := map[[2]int]float64{}
	for _, x := range p.list {
		if p.employed(x) {
			count[[2]int{0, int(months(x.HiredOn, p.today))}]++
		}
	}
	return holders(count)
}

// holders orders counts by months in the rung and of tenure.
func holders(count map[[2]int]float64) []flow.Holders {
	keys := slices.SortedFunc(maps.Keys(count), func(a, b [2]int) int { return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1])) })
	var out []flow.Holders
	for _, k := range keys {
		out = append(out, flow.Holders{Count: count[k], Dwell: k[0], Tenure: k[1]})
	}
	return out
}

// tenureBands are where the hazard may change; see [flow.DefaultHazard].
var tenureBands = []int{0, 1, 3, 6, 12, 24}

// hazard is that of employments, or the documented averages where too few have ended.
func (p *people) hazard() (*flow.Estimate, error) {
	var stays []flow.Stay
	longest := 0.0
	for _, e := range p.spells {
		left := e.LeftBy(p.today)
		end := p.today
		if left {
			end = e.Left
		}
		stay := flow.Stay{Months: months(e.Hired, end), Left: left}
		longest = math.Max(longest, stay.Months)
		stays = append(stays, stay)
	}
	bands := slices.DeleteFunc(slices.Clone(tenureBands), func(from int) bool { return from > 0 && float64(from) >= longest })
	return flow.Learn(stays, bands, []int{0})
}

// sources are the channels of those who came in the last two years.
func (p *people) sources() []WorldSource {
	type sum struct{ n, cost float64 }
	by := map[string]sum{}
	all := 0.0
	for _, e := range p.spells {
		if e.Source == "" || e.Hired.DaysUntil(p.today) > sourceDays {
			continue
		}
		s := by[e.Source]
		by[e.Source] = sum{s.n + 1, s.cost + float64(e.CostMinor)}
		all++
	}
	var out []WorldSource
	for _, name := range slices.Sorted(maps.Keys(by)) {
		out = append(out, WorldSource{name, by[name].n / all, by[name].cost / by[name].n})
	}
	return out
}

// World reads the present workforce on a track.
func (s *Plans) World(ctx context.Context, scope auth.Scope, site, employer int64, code, track string) (*World, error) {
	kept, rungs, err := s.way(ctx, scope, code, track)
	if err != nil {
		return nil, err
	}
	p, err := s.gatherPeople(ctx, scope, site, employer)
	if err != nil {
		return nil, err
	}
	e, err := p.hazard()
	if err != nil {
		return nil, fmt.Errorf("hazard of employments: %w", err)
	}
	climbs, err := s.Books.Ladders.Climbs(ctx, scope)
	if err != nil {
		return nil, fmt.Errorf("times on rungs: %w", err)
	}
	w := &World{On: p.today, LadderID: kept.ID, LadderNumber: kept.Ladder.Version, Hazard: e.Hazard, Own: !e.Default, Exits: e.Exits, Sources: p.sources()}
	if err := w.stand(kept.Ladder, rungs, p, climbs); err != nil {
		return nil, err
	}
	if s.Books.Schedules != nil {
		share, known, err := s.Books.Schedules.Nights(ctx, scope, site, p.today.AddDays(-scheduleDays), p.today)
		if err != nil {
			return nil, fmt.Errorf("night shifts: %w", err)
		}
		if known {
			w.Nights = &share
		}
	}
	return w, nil
}

// way finds the rungs of a track of a ladder in force.
func (s *Plans) way(ctx context.Context, scope auth.Scope, code, track string) (careers.KeptLadder, []string, error) {
	standing, err := s.Books.Ladders.InForce(ctx, scope)
	if err != nil {
		return careers.KeptLadder{}, nil, err
	}
	c := checking("scenario")
	kept, found := standing[code]
	if c.need(found, "ladder", code, "a ladder in force"); !found {
		return kept, nil, c.err()
	}
	for _, t := range kept.Ladder.Tracks {
		if t.Code == track {
			return kept, t.Rungs, nil
		}
	}
	c.need(false, "track", track, "a track of the ladder")
	return kept, nil, c.err()
}

// stand puts everybody on their rung and learns how people rise.
func (w *World) stand(l *ladder.Ladder, codes []string, p *people, climbs []careers.Spell) error {
	at := map[string]int{}
	dwell := make([]int, len(codes))
	for i, code := range codes {
		rung, _ := l.Rung(code)
		at[code], dwell[i] = i, rung.Dwell
		w.Rungs = append(w.Rungs, WorldRung{Code: code, Name: rung.Name, Dwell: rung.Dwell})
	}
	who := map[int64]workforce.Person{}
	for _, x := range p.list {
		who[x.ID] = x
	}
	counts := make([]map[[2]int]float64, len(codes))
	for i := range counts {
		counts[i] = map[[2]int]float64{}
	}
	total := map[string]int{}
	var stays []flow.Stay
	for i, spell := range climbs {
		x, known := who[spell.PersonID]
		if !known || spell.Ladder != l.Code || spell.From.After(p.today) {
			continue
		}
		ends := spell.To
		stands := p.employed(x) && (ends.IsZero() || ends.After(p.today))
		if stands {
			total[spell.Rung]++
		}
		rung, on := at[spell.Rung]
		if !on {
			continue
		}
		if stands {
			counts[rung][[2]int{int(months(spell.From, p.today)), int(months(x.HiredOn, p.today))}]++
		}
		stays = append(stays, stayOn(rung, dwell[rung], climbs[i:], x, at, p.today))
	}
	learnt, err := flow.Learn(stays, []int{0}, dwell)
	if err != nil && len(stays) > 0 {
		return fmt.Errorf("promotions: %w", err)
	}
	for i := range w.Rungs {
		w.Rungs[i].Holders = holders(counts[i])
		rung, _ := l.Rung(codes[i])
		if places, limited := rung.Headcount.PlacesIn(total); limited {
			w.Rungs[i].Places = &places
		}
		w.Rungs[i].rise(i == len(codes)-1, learnt, i)
	}
	if len(total) == 0 && len(w.Rungs) > 0 {
		w.Unplaced, w.Rungs[0].Holders = true, p.tenures()
	}
	return nil
}

// rise settles the chance of promotion out of a rung.
func (r *WorldRung) rise(top bool, learnt *flow.Estimate, i int) {
	if top {
		return
	}
	r.Promote = assumedPromotion
	if learnt == nil {
		return
	}
	r.Ready = learnt.Ready[i]
	if r.Ready >= readyEnough && learnt.Promote[i] > 0 {
		r.Promote, r.Learnt = learnt.Promote[i], true
	}
}

// stayOn is a time on a rung with how it ended; those of the same person follow it.
func stayOn(rung, dwell int, spells []careers.Spell, x workforce.Person, at map[string]int, today grid.Date) flow.Stay {
	spell := spells[0]
	end := today
	left := !x.LeftOn.IsZero() && !x.LeftOn.After(today)
	if left {
		end = x.LeftOn
	}
	if !spell.To.IsZero() && !spell.To.After(end) {
		end, left = spell.To, false
	}
	stay := flow.Stay{Rung: rung, Tenure: int(months(x.HiredOn, spell.From)), Months: months(spell.From, end), Left: left}
	if !spell.To.IsZero() && len(spells) > 1 && spells[1].PersonID == spell.PersonID {
		next, on := at[spells[1].Rung]
		// who rose earlier than the rung allows was an exception, and says nothing of others
		stay.Promoted = on && next > rung && !left && stay.Months > float64(dwell)
	}
	return stay
}
