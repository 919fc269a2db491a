package vendors

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"time"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/vendors/quality/funnel"
	"github.com/muster-wfm/muster/vendors/quality/rank"
)

// QualityMetric is which failure of a contact is compared.
type QualityMetric string

// The metrics: each is a share of the contacts judged, and low is good.
const (
	AnyCritical        QualityMetric = "critical"
	CustomerCritical   QualityMetric = "customer"
	BusinessCritical   QualityMetric = "business"
	ComplianceCritical QualityMetric = "compliance"
	NotPassed          QualityMetric = "not_passed"
)

// QualityMetrics lists every metric.
func QualityMetrics() []QualityMetric {
	return []QualityMetric{AnyCritical, CustomerCritical, BusinessCritical, ComplianceCritical, NotPassed}
}

// of reports whether a contact failed.
func (m QualityMetric) of(j Judged) bool {
	switch m {
	case CustomerCritical:
		return j.CustomerError
	case BusinessCritical:
		return j.BusinessError
	case ComplianceCritical:
		return j.ComplianceError
	case NotPassed:
		return !j.Passed
	}
	return j.Failed()
}

// leastSD is how far employers may differ, on the logit scale, when what was judged
// shows no difference: to take them for the same would be to know too much.
const leastSD = .2

// UsualFloor is the rate of failure above which work is not good enough, where nobody
// says another.
const UsualFloor = 0.15

// Clear is the probability from which one employer is called better than another;
// below it there is no clear difference.
const Clear = .95

// standingDraws is how many joint draws ranks rest on.
const standingDraws = 10_000

// StandingsQuery asks how employers compare.
type StandingsQuery struct {
	From, To time.Time // of the contacts
	Metric   QualityMetric
	Floor    float64 // the rate above which work is not good enough
	Seed     uint64
	Queues   []int64 // only contacts of these; none: of all
}

// Comparison is how employers compare: never a raw rank alone.
type Comparison struct {
	StandingsQuery
	Rows   []StandingRow
	Better [][]float64 // chance that the row is better than the column, by place in Rows
	// Model is how the rates were estimated: mixed (case mix taken out), shrunken, or
	// prior, where nobody or everybody failed and nothing tells employers apart but
	// how many contacts were looked at.
	Model  string
	Strata int
	SD     float64 // between employers, on the logit scale
	Funnel *Funnel // nil where there is none: fewer than two employers, or no failure
	Draws  int
	// Judged counts the contacts, LeftOut those whose graders do not count (red).
	Judged, LeftOut int
	Hash            string // of the evaluations
}

// StandingRow is an employer.
type StandingRow struct {
	EmployerID     int64
	Judged, Failed int
	Crude          float64
	Rate, Lo, Hi   float64 // at everybody's mix, shrunken, with its 95 % interval
	Expected       float64 // rank
	RankLo, RankHi int     // hold the rank with 95 %
	Best, Worst    float64 // chances
	PastFloor      float64 // chance that the rate is above the floor
	Direct         *float64
	Indirect       *float64
	Fewest         int     // contacts in the thinnest stratum: under 20 a direct rate stands on chance
	Points         float64 // mean score, freed of graders' severity
	// Needed is how many contacts each would need to tell this employer from the next
	// better one; 0 where that is clear, or there is none.
	Needed float64
}

// Funnel is each employer's failures beside what its contacts would have had with
// everybody, and the lines within which chance keeps them.
type Funnel struct {
	Points              []FunnelPoint
	Dispersion, Between float64
	Lines               []FunnelLine
}

// FunnelPoint is an employer; Z is beyond chance, Adjusted with the over-dispersion
// allowed for.
type FunnelPoint struct {
	EmployerID          int64
	Ratio, ExpectedMany float64
	Z, Adjusted         float64
}

// FunnelLine is the limits at a size, of chance alone and with over-dispersion.
type FunnelLine struct {
	Size                     float64
	Lo95, Hi95, Lo998, Hi998 float64
	WideLo95, WideHi95       float64
	WideLo998, WideHi998     float64
}

// Standings is the verbs of comparing employers and of watching for change.
type Standings struct {
	graded  EvaluationStore
	alarms  AlarmStore
	journal Journal
	// Now is the clock, time.Now unless a test sets it.
	Now func() time.Time
}

// NewStandings connects comparing with what it needs of others.
func NewStandings(graded EvaluationStore, alarms AlarmStore, journal Journal) *Standings {
	return &Standings{graded: graded, alarms: alarms, journal: journal, Now: time.Now}
}

// Compare sets employers side by side by the contacts that were drawn to estimate
// them. A coordinator gets the same figures of his own vendor, and nobody else's.
func (s *Standings) Compare(ctx context.Context, scope auth.Scope, q StandingsQuery) (Comparison, error) {
	all, severe, out, err := s.counted(ctx, scope, q)
	if err != nil {
		return Comparison{}, err
	}
	c := Comparison{StandingsQuery: q, Draws: standingDraws, Judged: len(all), LeftOut: out, Hash: judgedHash(all)}
	if len(all) == 0 {
		return c, nil
	}
	t := tallyOf(all, q.Metric)
	c.Rows = t.rows(all, severe)
	c.Strata = len(t.strata)
	if err := c.rate(t); err != nil {
		return c, err
	}
	c.funnel(t)
	slices.SortStableFunc(c.Rows, func(a, b StandingRow) int { return cmp.Compare(a.Expected, b.Expected) })
	c.needed()
	if own := scope.Employer(); own != 0 {
		c.narrow(own)
	}
	return c, nil
}

// counted are the evaluations that a comparison rests on: first grades of contacts
// that were drawn to estimate, by graders who are not red. Comparing takes everybody's,
// whoever asks; what is shown is narrowed afterwards.
func (s *Standings) counted(ctx context.Context, scope auth.Scope, q StandingsQuery) (list []Judged, severe map[int64]float64, out int, err error) {
	whole := scope
	if scope.Employer() != 0 {
		whole = auth.SystemScope(scope.Tenant())
	}
	graders, err := s.graded.Graders(ctx, whole)
	if err != nil {
		return nil, nil, 0, err
	}
	red := map[int64]bool{}
	severe = map[int64]float64{}
	for _, g := range graders {
		red[g.ID], severe[g.ID] = g.State == "red", g.Severity
	}
	all, err := s.graded.Judged(ctx, whole, JudgedQuery{From: q.From, To: q.To, Purpose: ForEstimate, Kinds: []GradeKind{FirstGrade}})
	for _, j := range all {
		if len(q.Queues) > 0 && !slices.Contains(q.Queues, j.QueueID) {
			continue
		}
		if red[j.GraderID] {
			out++
			continue
		}
		list = append(list, j)
	}
	slices.SortFunc(list, func(a, b Judged) int { return cmp.Compare(a.ID, b.ID) })
	return list, severe, out, err
}

func judgedHash(list []Judged) string {
	sum := sha256.New()
	for _, j := range list {
		fmt.Fprintf(sum, "%d:%d:%v:%t%t%t%t\n", j.ID, j.Version, j.Points, j.Passed, j.CustomerError, j.BusinessError, j.ComplianceError)
	}
	return hex.EncodeToString(sum.Sum(nil))
}

// rate estimates everybody's rate and rank.
func (c *Comparison) rate(t tallied) error {
	source := rand.NewPCG(c.Seed, 62)
	var draws [][]float64
	if m := t.mixed(); m != nil {
		c.Model, c.SD = "mixed", m.SD
		for v := range c.Rows {
			in, err := m.Interval(v, .95)
			if err != nil {
				return err
			}
			c.Rows[v].Rate, c.Rows[v].Lo, c.Rows[v].Hi, c.Rows[v].PastFloor = m.Adjusted(m.Mean[v]), in.Lo, in.Hi, 1-m.Below(v, c.Floor)
		}
		// The rate rises with the effect, so that ranks of effects are ranks of rates.
		draws = rank.DrawNormals(m.Mean, m.Spread, standingDraws, source)
	} else {
		betas, model := t.betas()
		c.Model = model
		for v, b := range betas {
			in := b.Interval(.95)
			c.Rows[v].Rate, c.Rows[v].Lo, c.Rows[v].Hi, c.Rows[v].PastFloor = b.Mean(), in.Lo, in.Hi, 1-b.Below(c.Floor)
		}
		draws = rank.DrawBetas(betas, standingDraws, source)
	}
	ranking, err := rank.FromDraws(draws, true, .95)
	if err != nil {
		return err
	}
	for v, s := range ranking.Standings {
		r := &c.Rows[v]
		r.Expected, r.RankLo, r.RankHi, r.Best, r.Worst = s.Expected, s.Lo, s.Hi, s.Best, s.Worst
	}
	c.Better = c.inOrder(ranking.Better)
	return nil
}

// inOrder lays the chances out in the order in which rows will stand.
func (c *Comparison) inOrder(better []float64) [][]float64 {
	n := len(c.Rows)
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(c.Rows[a].Expected, c.Rows[b].Expected) })
	out := make([][]float64, n)
	for i, v := range order {
		for _, w := range order {
			out[i] = append(out[i], better[v*n+w])
		}
	}
	return out
}

// funnel holds each employer's failures against those its contacts would have had
// with everybody.
func (c *Comparison) funnel(t tallied) {
	var ratios []funnel.Ratio
	for e, r := range c.Rows {
		ratios = append(ratios, funnel.Ratio{Observed: float64(r.Failed), Expected: t.expected(e)})
	}
	plot, err := funnel.Ratios(ratios)
	if err != nil {
		return
	}
	f := &Funnel{Dispersion: plot.Dispersion, Between: plot.Between}
	least, most := math.Inf(1), 0.0
	for i, p := range plot.Points {
		f.Points = append(f.Points, FunnelPoint{c.Rows[i].EmployerID, p.Value, p.Size, p.Z, p.Adjusted})
		least, most = min(least, p.Size), max(most, p.Size)
	}
	f.lines(plot, .7*least, 1.1*most)
	c.Funnel = f
}

const funnelSteps = 40

func (f *Funnel) lines(plot *funnel.Plot, from, to float64) {
	for i := range funnelSteps + 1 {
		l := FunnelLine{Size: from + (to-from)*float64(i)/funnelSteps}
		for _, of := range []struct {
			level  float64
			wide   bool
			lo, hi *float64
		}{{.95, false, &l.Lo95, &l.Hi95}, {.998, false, &l.Lo998, &l.Hi998}, {.95, true, &l.WideLo95, &l.WideHi95}, {.998, true, &l.WideLo998, &l.WideHi998}} {
			lo, hi, err := plot.Limits(l.Size, of.level, of.wide)
			if err != nil {
				return
			}
			*of.lo, *of.hi = lo, hi
		}
		f.Lines = append(f.Lines, l)
	}
}

// needed says how many contacts would tell neighbours in the order apart.
func (c *Comparison) needed() {
	for i := 1; i < len(c.Rows); i++ {
		if c.Better[i-1][i] >= Clear {
			continue
		}
		if n, err := rank.ToDecide(c.Rows[i-1].Rate, c.Rows[i].Rate, Clear); err == nil && n < 1e6 {
			c.Rows[i].Needed = n
		}
	}
}

// narrow leaves one employer's row.
func (c *Comparison) narrow(employer int64) {
	c.Rows = slices.DeleteFunc(c.Rows, func(r StandingRow) bool { return r.EmployerID != employer })
	c.Better = nil
	for i := range c.Rows {
		c.Rows[i].Needed = 0
	}
	c.Judged, c.LeftOut = 0, 0
	for _, r := range c.Rows {
		c.Judged = r.Judged
	}
	if c.Funnel != nil {
		c.Funnel.Points = slices.DeleteFunc(c.Funnel.Points, func(p FunnelPoint) bool { return p.EmployerID != employer })
	}
}
