package vendors

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"time"

	"gonum.org/v1/gonum/stat/distuv"

	"github.com/muster-wfm/muster/internal/problem"
	"github.com/muster-wfm/muster/vendors/allocate"
	"github.com/muster-wfm/muster/workforce/grid"
)

// AllocationState is how far an allocation has come.
type AllocationState string

// The states of an allocation.
const (
	AllocationDraft    AllocationState = "draft"
	AllocationApproved AllocationState = "approved"
)

// Method is how volume is divided.
type Method string

// The methods.
const (
	Cheapest Method = "cheapest" // a linear programme: the least cost within all limits
	Thompson Method = "thompson" // by chance in proportion to what is known; see [allocate.Thompson]
)

// thompsonDraws is how many draws a share is the mean of.
const thompsonDraws = 64

// Allocation is a division of a period's volume between programmes, with all that it
// rests on.
type Allocation struct {
	ID, Version int64
	State       AllocationState
	Input       AllocationInput
	InputsHash  string
	Result      AllocationResult
	CreatedAt   time.Time
	CreatedBy   int64
	ApprovedAt  time.Time // zero until then
	ApprovedBy  int64
}

// AllocationInput is what a division rests on.
type AllocationInput struct {
	Name     string
	Note     string
	From, To grid.Date
	Method   Method
	Seed     uint64
	Currency string
	Failure  float64 // what a failed contact costs, in major units
	Band     float64 // around locks
	Backup   bool    // the others can take over all of any one's contacts
	MostHHI  float64 // the largest concentration, 0: any
	Queues   []AllocationQueue
}

// AllocationQueue is the volume of a queue.
type AllocationQueue struct {
	QueueID int64
	Name    string
	Volume  float64
	// VolumeSource says where the volume comes from.
	VolumeSource string
	Floor        float64 // least mean quality
	Offers       []AllocationOffer
}

// AllocationOffer is a programme for a queue.
type AllocationOffer struct {
	ProgrammeID   int64
	Name          string
	Cost          float64 // a contact, major units
	CostSource    string
	Good, Bad     float64 // what is known of its quality: Beta(Good, Bad)
	QualitySource string
	MinShare      float64
	MaxShare      float64
	Capacity      float64  // contacts
	Lock          *float64 // contacts that were agreed
	Previous      *float64 // share of the period before
	StepUp        float64
	StepDown      float64
	Surge         float64 // contacts that it could take over
}

// cautiousQuantile is at which quantile quality counts for what an offer gets beyond
// its previous share: small vendors with a lucky month do not jump.
const cautiousQuantile = 0.2

// Quality is the mean of what is known, and the low quantile that counts for more.
func (o AllocationOffer) Quality() (mean, cautious float64) {
	beta := distuv.Beta{Alpha: o.Good, Beta: o.Bad}
	return beta.Mean(), min(beta.Mean(), beta.Quantile(cautiousQuantile))
}

// AllocationResult is how the volume is divided.
type AllocationResult struct {
	Cost       float64
	Queues     []AllocationShare
	Infeasible *Infeasible // why it cannot be divided; nil where it is
}

// Infeasible names the limits that cannot be kept together.
type Infeasible struct {
	Short    float64 // by how much, in the unit of the first limit
	Culprits []allocate.Culprit
}

// AllocationShare is a queue divided.
type AllocationShare struct {
	QueueID int64
	allocate.Division
}

// check says everything that is wrong with an input.
func (in AllocationInput) check() error {
	var l problem.List
	l.Need(isText(in.Name, 1, 200), "name", quoted(in.Name), "1 to 200 printable characters", problem.Wanting(problem.Characters, 1, 200))
	l.Need(isText(in.Note, 0, longestText), "note", "a text of "+characters(in.Note), fmt.Sprintf("at most %d characters", longestText), problem.Wanting(problem.Characters, 0, longestText))
	l.Need(!in.From.IsZero() && !in.To.Before(in.From), "to", in.To, "the first day or later", problem.Wanting(problem.EndNotBefore))
	l.Need(in.Method == Cheapest || in.Method == Thompson, "method", in.Method, "cheapest or thompson", problem.Wanting(problem.Choice))
	for i, q := range in.Queues {
		for k, o := range q.Offers {
			field := fmt.Sprintf("queues[%d].offers[%d]", i, k)
			l.Need(o.Good > 0 && o.Good < 1e9, field+".good", o.Good, "more than 0", problem.Wanting(problem.Above, 0))
			l.Need(o.Bad > 0 && o.Bad < 1e9, field+".bad", o.Bad, "more than 0", problem.Wanting(problem.Above, 0))
		}
	}
	if len(l) == 0 {
		p, _ := in.problem()
		var found problem.List
		if err := p.Check(); asList(err, &found) {
			l = append(l, found...)
		}
	}
	return refused("allocation", l)
}

// problem is an input as the engine takes it, and which programmes its vendors are.
func (in AllocationInput) problem() (*allocate.Problem, []int64) {
	p := &allocate.Problem{Failure: in.Failure, Band: in.Band, Backup: in.Backup, MostHHI: in.MostHHI}
	at, ids := map[int64]int{}, []int64(nil)
	for _, q := range in.Queues {
		skill := allocate.Skill{Name: q.Name, Volume: q.Volume, Floor: q.Floor}
		for _, o := range q.Offers {
			if _, known := at[o.ProgrammeID]; !known {
				at[o.ProgrammeID] = len(ids)
				ids = append(ids, o.ProgrammeID)
				p.Vendors = append(p.Vendors, allocate.Vendor{Name: o.Name})
			}
			mean, cautious := o.Quality()
			skill.Offers = append(skill.Offers, allocate.Offer{
				Vendor: at[o.ProgrammeID], Cost: o.Cost, Quality: mean, Cautious: cautious, MinShare: o.MinShare, MaxShare: o.MaxShare,
				Capacity: o.Capacity, Lock: o.Lock, Previous: o.Previous, StepUp: o.StepUp, StepDown: o.StepDown, Surge: o.Surge,
			})
		}
		p.Skills = append(p.Skills, skill)
	}
	return p, ids
}

// solve divides the volume. Limits that cannot be kept together are an answer, not
// an error.
func (in AllocationInput) solve() (AllocationResult, error) {
	if err := in.check(); err != nil {
		return AllocationResult{}, err
	}
	p, _ := in.problem()
	var out AllocationResult
	var err error
	if in.Method == Thompson {
		out, err = in.byChance(p)
	} else {
		var solved allocate.Result
		solved, err = allocate.Solve(p)
		out.Cost = solved.Cost
		for i, d := range solved.Skills {
			out.Queues = append(out.Queues, AllocationShare{in.Queues[i].QueueID, d})
		}
	}
	var impossible *allocate.InfeasibleError
	if errors.As(err, &impossible) {
		return AllocationResult{Infeasible: &Infeasible{impossible.Short, impossible.Culprits}}, nil
	}
	return out, err
}

// byChance divides every queue by draws from what is known, by the input's seed.
func (in AllocationInput) byChance(p *allocate.Problem) (AllocationResult, error) {
	var out AllocationResult
	chance := rand.New(rand.NewPCG(in.Seed, 0))
	for i, q := range in.Queues {
		known := make([]allocate.Posterior, len(q.Offers))
		for k, o := range q.Offers {
			known[k] = allocate.Posterior{Good: o.Good, Bad: o.Bad}
		}
		contacts, err := allocate.Thompson(p, i, known, thompsonDraws, chance)
		if err != nil {
			return out, err
		}
		d := allocate.Division{Skill: q.Name}
		for k, x := range contacts {
			mean, cautious := q.Offers[k].Quality()
			share := x / q.Volume
			d.Offers = append(d.Offers, allocate.Portion{Vendor: q.Offers[k].Name, Contacts: x, Share: share})
			d.Cost += x * q.Offers[k].Cost
			d.Quality += share * mean
			d.Sure += share * cautious
			d.HHI += share * share
			if x > contacts[d.Largest] {
				d.Largest = k
			}
		}
		for k, o := range q.Offers {
			if k != d.Largest {
				d.Backup += o.Surge
			}
		}
		d.Safe = d.Backup >= contacts[d.Largest]
		out.Cost += d.Cost
		out.Queues = append(out.Queues, AllocationShare{q.QueueID, d})
	}
	return out, nil
}

// ApprovalError refuses an approval.
type ApprovalError struct {
	ID    int64
	Found string
	Cause problem.Rule
}

func (e *ApprovalError) Error() string {
	return fmt.Sprintf("allocation %d cannot be approved: %s", e.ID, e.Found)
}

// Rule is the same for screens of every language.
func (e *ApprovalError) Rule() problem.Rule {
	return e.Cause
}
