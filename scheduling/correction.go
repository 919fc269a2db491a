package scheduling

import (
	"context"
	"errors"
	"math"
	"slices"

	"github.com/muster-wfm/muster/scheduling/roster"
	"github.com/muster-wfm/muster/workforce/grid"
)

// RehearsalOrder asks how people on their shifts would serve the queues.
type RehearsalOrder struct {
	Requirements []int64
	From         grid.Date
	Days         int
	Shifts       []Shift
	Serve        map[int64][]int64 // by person, the queues that they can serve
	Seed         uint64
	Done         func(share float64)
}

// RehearsedQueue is what a queue's contacts met when a roster was played.
type RehearsedQueue struct {
	RequirementID, QueueID int64
	Goal                   float64 // share of contacts in time that was promised; 0: none
	Served                 Served
	LevelSE                float64 // standard error of the service level
	Missed                 bool    // a goal was missed by more than chance explains
	// Own, Staffed and Required are people on the roster: those on shift for the
	// queue, the part of everybody that works for it, each counted once, and what
	// the goals take as work is shared. NaN where nothing was played.
	Own, Staffed, Required grid.Curve
}

// Corrector brings a roster by rounds to the service that was agreed: it is
// searched for, played, its demand corrected, and searched for again from where
// it stands.
type Corrector struct {
	Rounds int // of correction at most
	Solve  func(ctx context.Context, p *roster.Problem, start roster.Roster, round int) (roster.Result, error)
	Play   func(ctx context.Context, shifts []Shift, round int) ([]RehearsedQueue, error)
}

// Corrected is the roster of the best round, with the demand that it was searched
// for: the problem is left at that.
type Corrected struct {
	Result roster.Result
	Queues []RehearsedQueue // as played; none where it was not
	Demand [][]float64      // by group and slot
	Rounds []CorrectionRound
	Chosen int // of Rounds
}

// CorrectionRound is one turn of searching and playing.
type CorrectionRound struct {
	Missed int     // queues that missed a goal
	Worst  float64 // by how much a service level was missed at most
	Cost   float64 // of the roster, by the demand of its round
}

// Parts of a correction that are made at once: as in net staffing, where goals
// are missed rather too much than another round.
const (
	correctionDamping = 0.7
	correctionLift    = 1.2
)

// A queue whose service stays off its goal is asked ever more people, or fewer, for:
// by a service level of 0.1 a safety of 0.3 roots of what it requires, which is
// about what it takes (an Erlang queue's level rises by a third a root there), and
// by mostSafety altogether.
const (
	safetyPerLevel = 3
	mostSafety     = 1.5
)

// Run searches, plays and corrects until every goal is kept or the rounds are
// over. The best roster played is returned: the fewest goals missed, then the
// least missing. Cancelled, it returns the best so far.
func (c Corrector) Run(ctx context.Context, p *Problem, locked []Shift) (Corrected, error) {
	var best Corrected
	var rounds []CorrectionRound
	var start roster.Roster
	safety := map[int64]float64{}
	for round := 0; ; round++ {
		result, err := c.Solve(ctx, p.Problem, start, round)
		if err != nil && len(rounds) > 0 && ctx.Err() != nil {
			return best.at(p, rounds), nil //nolint:nilerr // cancelled before this round had a roster
		}
		if err != nil {
			return best, err
		}
		demand := p.demand()
		queues, err := c.Play(ctx, p.shiftsOf(result.Roster, locked), round)
		switch {
		case err != nil && ctx.Err() == nil:
			return best, err
		case err != nil && len(rounds) == 0:
			return Corrected{Result: result, Demand: demand}, nil //nolint:nilerr // cancelled before anything was played
		case err != nil:
			return best.at(p, rounds), nil //nolint:nilerr // cancelled: the best so far is the answer
		}
		rounds = append(rounds, roundOf(result, queues))
		if round == 0 || rounds[round].better(rounds[best.Chosen]) {
			best = Corrected{Result: result, Queues: queues, Demand: demand, Chosen: round}
		}
		if rounds[round].Missed == 0 || round == c.Rounds || ctx.Err() != nil {
			return best.at(p, rounds), nil //nolint:nilerr // nothing failed: what failed has returned above
		}
		for _, q := range queues {
			off := safetyPerLevel * (q.Goal - q.Served.ServiceLevel)
			if q.Goal == 0 { // it promised something else than a service level
				off = 0
			}
			safety[q.QueueID] = max(-mostSafety, min(mostSafety, safety[q.QueueID]+off))
		}
		p.require(p.correct(demand, queues, safety))
		start = result.Roster
	}
}

// at leaves the problem at the demand of the chosen round.
func (c Corrected) at(p *Problem, rounds []CorrectionRound) Corrected {
	c.Rounds = rounds
	p.require(c.Demand)
	return c
}

func roundOf(result roster.Result, queues []RehearsedQueue) CorrectionRound {
	r := CorrectionRound{Cost: result.Cost.Total()}
	for _, q := range queues {
		if q.Missed {
			r.Missed++
			r.Worst = max(r.Worst, q.Goal-q.Served.ServiceLevel)
		}
	}
	return r
}

func (r CorrectionRound) better(than CorrectionRound) bool {
	if r.Missed != than.Missed {
		return r.Missed < than.Missed
	}
	return r.Missed > 0 && r.Worst < than.Worst
}

// demand copies what the groups require now.
func (p *Problem) demand() [][]float64 {
	out := make([][]float64, len(p.Groups))
	for g := range p.Groups {
		out[g] = slices.Clone(p.Groups[g].Required)
	}
	return out
}

func (p *Problem) require(demand [][]float64) {
	for g := range p.Groups {
		p.Groups[g].Required = slices.Clone(demand[g])
	}
}

// correct moves the demand of every played slot towards what the queue required
// less the help that it got from the people of other queues, or more the help that
// its own gave. Since everybody's time is shared out once, what one queue is
// relieved of is asked of another: nobody is counted twice. Slots that nobody was
// asked for stay so. Safety is added in roots of what a queue requires.
func (p *Problem) correct(demand [][]float64, queues []RehearsedQueue, safety map[int64]float64) [][]float64 {
	out := slices.Clone(demand)
	for _, q := range queues {
		g, known := p.group[q.QueueID]
		if !known {
			continue
		}
		out[g] = slices.Clone(demand[g])
		for i, asked := range demand[g] {
			at, inside := q.Own.Grid.Index(p.grid.Start(i))
			if !inside || asked == 0 || math.IsNaN(q.Own.Values[at]) {
				continue
			}
			net := q.Staffed.Values[at] - q.Required.Values[at]
			if q.Missed && net < 0 {
				net *= correctionLift
			}
			wanted := q.Own.Values[at] - net + safety[q.QueueID]*math.Sqrt(q.Required.Values[at])
			out[g][i] = max(0, asked+correctionDamping*(wanted-asked))
		}
	}
	return out
}

// Check is what playing a built roster said, kept with it.
type Check struct {
	Version int64 // of the roster that was played
	Seed    uint64
	Rounds  []CorrectionRound
	Chosen  int
	Queues  []CheckedQueue
	Demand  map[int64][]float64 // corrected, by requirement and slot of the roster
}

// demandOf is the corrected demand of a requirement; none where there is no check.
func (c *Check) demandOf(requirement int64) []float64 {
	if c == nil {
		return nil
	}
	return c.Demand[requirement]
}

// CheckedQueue is a queue's service against its goal.
type CheckedQueue struct {
	RequirementID, QueueID int64
	Code, Name             string
	Goal                   float64
	Formula                *float64 // what formulas expect of the queue's own people; nil: nothing
	Level, LevelSE         float64  // simulated
	Abandon, ASA           float64
	Missed                 bool
	// Person-hours: of the queue's own people, of everybody's part in it, and what
	// its goals take.
	OwnHours, StaffedHours, RequiredHours float64
}

// errNoServices refuses a check where nobody can play.
var errNoServices = errors.New("there is nobody who could play a roster here")

// check writes down what the chosen round said.
func (o *Opened) check(c Corrected, formula []*Served, seed uint64) *Check {
	out := &Check{Seed: seed, Rounds: c.Rounds, Chosen: c.Chosen, Demand: map[int64][]float64{}}
	for g, d := range o.Problem.demands {
		rounded := make([]float64, len(c.Demand[g]))
		for i, people := range c.Demand[g] {
			rounded[i] = math.Round(people*1000) / 1000
		}
		out.Demand[d.RequirementID] = rounded
	}
	for _, q := range c.Queues {
		g, known := o.Problem.group[q.QueueID]
		if !known || q.Served.Contacts == 0 {
			continue
		}
		d := o.Problem.demands[g]
		one := CheckedQueue{
			RequirementID: d.RequirementID, QueueID: d.QueueID, Code: d.QueueCode, Name: d.Name, Goal: q.Goal, Missed: q.Missed,
			Level: q.Served.ServiceLevel, LevelSE: orNothing(q.LevelSE), Abandon: orNothing(q.Served.Abandon), ASA: orNothing(q.Served.ASA),
			OwnHours: hoursOf(q.Own), StaffedHours: hoursOf(q.Staffed), RequiredHours: hoursOf(q.Required),
		}
		if f := formula[g]; f != nil {
			one.Formula = &f.ServiceLevel
		}
		out.Queues = append(out.Queues, one)
	}
	return out
}

// orNothing is 0 for what is no number, which no document could hold.
func orNothing(x float64) float64 {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return 0
	}
	return x
}

// hoursOf adds up person-hours; what was not played does not count.
func hoursOf(c grid.Curve) float64 {
	sum := 0.0
	for _, people := range c.Values {
		sum += orNothing(people)
	}
	return sum * c.Grid.Interval().Hours()
}
