package api

import (
	"time"

	"github.com/muster-wfm/muster/forecast"
	"github.com/muster-wfm/muster/forecast/netstaffing"
	"github.com/muster-wfm/muster/workforce"
)

// NetStaffingReport is an answer without its intervals.
type NetStaffingReport struct {
	NetStaffing
	Queues     []NetQueueReport `json:"queues" nullable:"false" doc:"Empty until it is done."`
	Groups     []NetGroupReport `json:"groups" nullable:"false"`
	Simulation *NetSimulation   `json:"simulation,omitempty" doc:"Absent: the formulas alone."`
	Hours      *NetHours        `json:"hours,omitempty"`
	Plan       *NetPlanReport   `json:"plan,omitempty" doc:"Of mode plan."`
	Training   *NetDifference   `json:"training,omitempty" doc:"Of mode training; the rest of the report is after it, by the formulas."`
	Skills     []NetSkillValue  `json:"skills" nullable:"false" doc:"Of mode net: what it is worth to teach one person a queue, most first."`
}

// NetQueueReport is a queue over all intervals.
type NetQueueReport struct {
	QueueID       int64       `json:"queueId"`
	RequirementID int64       `json:"requirementId"`
	Code          string      `json:"code"`
	Name          string      `json:"name"`
	Target        NetTarget   `json:"target" doc:"What its goal asks for."`
	RequiredHours float64     `json:"requiredHours" doc:"Its own part of what those who can handle it need; people hours without shrinkage."`
	StaffedHours  float64     `json:"staffedHours" doc:"Its part of the people; the parts of all queues make up the people."`
	AloneHours    float64     `json:"aloneHours" doc:"What it would need if it shared nobody."`
	ShortHours    float64     `json:"shortHours" doc:"Sum over the intervals in which it has fewer than it needs."`
	Expected      NetService  `json:"expected" doc:"By the formulas, corrected where it was simulated."`
	Simulated     *NetService `json:"simulated,omitempty"`
	Loss          Estimated   `json:"loss" doc:"By how many agents, in roots of its pool's load, it does worse than in a pool whose people can all do everything."`
}

// NetTarget is a queue's goal, as far as service is measured by it.
type NetTarget struct {
	ServiceLevel float64 `json:"serviceLevel,omitempty" doc:"Absent: none."`
	ThresholdS   float64 `json:"thresholdS,omitempty"`
	SLVariant    string  `json:"slVariant,omitempty" doc:"How the service level is counted."`
	ASAS         float64 `json:"asaS,omitempty" doc:"Absent: none."`
	Abandon      float64 `json:"abandon,omitempty" doc:"Absent: none."`
}

func netTargetOf(g workforce.ServiceGoal) NetTarget {
	return NetTarget{ServiceLevel: g.SLTarget, ThresholdS: g.ThresholdS, SLVariant: string(g.SLVariant), ASAS: g.ASATargetS, Abandon: g.MaxAbandon}
}

// NetGroupReport is people who can do the same.
type NetGroupReport struct {
	Name         string         `json:"name" doc:"What they can do, first choices first."`
	People       float64        `json:"people"`
	Skills       []NetSkill     `json:"skills" nullable:"false"`
	PresentHours float64        `json:"presentHours"`
	WorkingHours float64        `json:"workingHours"`
	SpareHours   float64        `json:"spareHours" doc:"For which no queue asks."`
	ByQueue      []NetGroupPart `json:"byQueue" nullable:"false"`
}

// NetSkill is a queue that a group can handle.
type NetSkill struct {
	QueueID int64 `json:"queueId"`
	Level   int   `json:"level" doc:"Of choice, the first being 1."`
}

// NetGroupPart is people of a group who count for a queue.
type NetGroupPart struct {
	QueueID int64   `json:"queueId"`
	Hours   float64 `json:"hours"`
}

// NetSimulation says how well an answer is founded.
type NetSimulation struct {
	Replications int     `json:"replications"`
	Events       int64   `json:"events"`
	Precise      bool    `json:"precise" doc:"Every queue's service level has a standard error of at most 0.01."`
	WorstSE      float64 `json:"worstSe"`
}

// NetHours are people hours over all intervals. The truth lies between the first
// and the last.
type NetHours struct {
	Pooled    float64 `json:"pooled" doc:"Needed if everybody could do everything."`
	Required  float64 `json:"required" doc:"Needed as people's skills are."`
	Dedicated float64 `json:"dedicated" doc:"Needed if queues shared nobody."`
	Present   float64 `json:"present"`
}

// NetPlanReport is how a plan was found.
type NetPlanReport struct {
	Converged  bool       `json:"converged" doc:"Its people were simulated and missed no goal by more than chance explains."`
	Rounds     []NetRound `json:"rounds" nullable:"false"`
	ShortHours float64    `json:"shortHours" doc:"That cannot be had."`
	Limited    []int64    `json:"limited" nullable:"false" doc:"Queues that miss a goal although nobody more of those who can handle them can be had: no plan of this mix keeps it."`
}

// NetRound is one turn of simulation and correction.
type NetRound struct {
	AgentHours float64 `json:"agentHours"`
	Missed     int     `json:"missed" doc:"Queues whose goals were missed."`
	Limited    int     `json:"limited" doc:"Of them those for whom nobody more can be had."`
	Worst      float64 `json:"worst" doc:"By how much a service level was missed at most."`
}

// NetDifference is after training less before, with the same contacts.
type NetDifference struct {
	Replications int                  `json:"replications"`
	All          NetServiceChange     `json:"all" doc:"Of all contacts."`
	Queues       []NetQueueDifference `json:"queues" nullable:"false"`
}

// NetServiceChange is service before, after, and the change with its own error,
// which is smaller than theirs because both met the same contacts.
type NetServiceChange struct {
	Before       NetService `json:"before"`
	After        NetService `json:"after"`
	ServiceLevel Estimated  `json:"serviceLevel"`
	Abandon      Estimated  `json:"abandon"`
	ASAS         Estimated  `json:"asaS"`
}

// NetQueueDifference is one queue's.
type NetQueueDifference struct {
	QueueID int64            `json:"queueId"`
	Change  NetServiceChange `json:"change"`
	Agents  Estimated        `json:"agents" doc:"So many agents more would make the same difference to the queue alone."`
}

// NetSkillValue is what it is worth to teach a queue to one person of a group.
type NetSkillValue struct {
	Group   string  `json:"group"`
	QueueID int64   `json:"queueId"`
	InTime  float64 `json:"inTime" doc:"Contacts more in time, over all intervals, a person trained."`
	Agents  float64 `json:"agents" doc:"Idle agents whom the queue gains in mean while contacts come, a person trained."`
}

func netReportOf(n forecast.NetStaffing) NetStaffingReport {
	out := NetStaffingReport{NetStaffing: netStaffingOf(n), Queues: []NetQueueReport{}, Groups: []NetGroupReport{}, Skills: []NetSkillValue{}}
	r := n.Result
	if r == nil {
		return out
	}
	hours := float64(n.Minutes) / 60
	p := pictureOf(r)
	for i, q := range r.Queues {
		out.Queues = append(out.Queues, netQueueReportOf(q, p.Queues[i], hours))
	}
	out.Groups = netGroupsOf(r, p, hours)
	if s := p.Simulation; s != nil {
		out.Simulation = &NetSimulation{s.Replications, s.Events, s.Precise, s.WorstSE}
	}
	out.Hours = &NetHours{Pooled: hours * total(p.Bounds.Pooled), Dedicated: hours * total(p.Bounds.Dedicated)}
	for _, q := range out.Queues {
		out.Hours.Required += q.RequiredHours
	}
	for _, g := range out.Groups {
		out.Hours.Present += g.PresentHours
	}
	out.Plan, out.Training = netPlanOf(r, hours), netDifferenceOf(r)
	out.Skills = each(r.Skills, func(v netstaffing.SkillValue) NetSkillValue {
		return NetSkillValue{r.Groups[v.Group].Name, r.Queues[v.Queue].QueueID, v.InTime, v.Agents}
	})
	return out
}

// pictureOf is the picture of an answer, whatever was asked.
func pictureOf(r *forecast.NetResult) *netstaffing.Picture {
	if r.Plan != nil {
		return r.Plan.Picture
	}
	return r.Picture
}

func total(values []float64) float64 {
	sum := 0.0
	for _, v := range values {
		sum += v
	}
	return sum
}

func netQueueReportOf(q forecast.NetQueue, p netstaffing.QueuePicture, hours float64) NetQueueReport {
	out := NetQueueReport{
		QueueID: q.QueueID, RequirementID: q.RequirementID, Code: q.Code, Name: q.Name, Target: netTargetOf(q.Goal),
		RequiredHours: hours * total(p.Required), StaffedHours: hours * total(p.Staffed), AloneHours: hours * total(p.Dedicated),
		Expected: netServiceOf(p.Expected), Loss: estimatedOf(p.Loss),
	}
	for _, net := range p.Net {
		out.ShortHours += hours * max(0, -net)
	}
	if p.Simulated != nil {
		s := netServiceOf(*p.Simulated)
		out.Simulated = &s
	}
	return out
}

// netGroupsOf shows the groups of the picture; those that training makes are at
// the end.
func netGroupsOf(r *forecast.NetResult, p *netstaffing.Picture, hours float64) []NetGroupReport {
	out := []NetGroupReport{}
	for g, picture := range p.Groups {
		one := NetGroupReport{Name: picture.Name, SpareHours: hours * total(picture.Spare), PresentHours: hours * total(picture.Spare), ByQueue: []NetGroupPart{}, Skills: []NetSkill{}}
		if g < len(r.Groups) {
			one.People = r.Groups[g].People
			one.Skills = each(r.Groups[g].Skills, func(s forecast.NetSkill) NetSkill { return NetSkill(s) })
		}
		present := append([]float64(nil), picture.Spare...)
		for i, part := range picture.Parts {
			one.PresentHours += hours * total(part)
			if i < len(one.Skills) {
				one.ByQueue = append(one.ByQueue, NetGroupPart{one.Skills[i].QueueID, hours * total(part)})
			}
			for t, people := range part {
				present[t] += people
			}
		}
		for t, share := range picture.Occupancy {
			if present[t] > 0 {
				one.WorkingHours += hours * present[t] * share
			}
		}
		out = append(out, one)
	}
	return out
}

func netPlanOf(r *forecast.NetResult, hours float64) *NetPlanReport {
	p := r.Plan
	if p == nil {
		return nil
	}
	out := &NetPlanReport{Converged: p.Converged, Rounds: each(p.Rounds, func(r netstaffing.Round) NetRound {
		return NetRound{r.AgentHours, r.Missed, r.Limited, r.Worst}
	})}
	out.Limited = each(p.Limited, func(q int) int64 { return r.Queues[q].QueueID })
	for _, short := range p.Short {
		out.ShortHours += hours * total(short)
	}
	return out
}

func netDifferenceOf(r *forecast.NetResult) *NetDifference {
	d := r.Difference
	if d == nil {
		return nil
	}
	out := &NetDifference{Replications: d.Replications, All: netChangeOf(d.All)}
	for i, q := range d.Queues {
		out.Queues = append(out.Queues, NetQueueDifference{r.Queues[i].QueueID, netChangeOf(q.ServiceDifference), estimatedOf(q.Agents)})
	}
	return out
}

func netChangeOf(d netstaffing.ServiceDifference) NetServiceChange {
	return NetServiceChange{netServiceOf(d.Before), netServiceOf(d.After), estimatedOf(d.ServiceLevel), estimatedOf(d.Abandon), estimatedOf(d.ASA)}
}

// NetStaffingIntervals is an answer by interval, a column a figure.
type NetStaffingIntervals struct {
	ID     int64             `json:"id"`
	Start  []time.Time       `json:"start" nullable:"false"`
	Queues []NetQueueColumns `json:"queues" nullable:"false"`
	Groups []NetGroupColumns `json:"groups" nullable:"false"`
	Pooled Numbers           `json:"pooled" doc:"People needed if everybody could do everything."`
	Alone  Numbers           `json:"alone" doc:"People needed if queues shared nobody."`
}

// NetQueueColumns is one queue.
type NetQueueColumns struct {
	QueueID      int64   `json:"queueId"`
	Alone        Numbers `json:"alone" doc:"People it would need if it shared nobody; fractions throughout."`
	Required     Numbers `json:"required"`
	Staffed      Numbers `json:"staffed"`
	Net          Numbers `json:"net" doc:"Staffed less required."`
	ServiceLevel Numbers `json:"serviceLevel" doc:"To expect."`
	ASAS         Numbers `json:"asaS"`
	Abandon      Numbers `json:"abandon"`
}

// NetGroupColumns is one group.
type NetGroupColumns struct {
	Name      string    `json:"name"`
	Present   Numbers   `json:"present" doc:"People; of mode plan those that the plan wants."`
	Occupancy Numbers   `json:"occupancy" doc:"Share of their time that they work; null where nobody is there."`
	Parts     []Numbers `json:"parts" nullable:"false" doc:"People who count for each of the group's skills, in their order."`
	Spare     Numbers   `json:"spare" doc:"People for whom no queue asks."`
}

func netIntervalsOf(n forecast.NetStaffing) (NetStaffingIntervals, error) {
	g, err := n.Grid()
	if err != nil {
		return NetStaffingIntervals{}, err
	}
	p := pictureOf(n.Result)
	out := NetStaffingIntervals{ID: n.ID, Start: starts(g), Pooled: p.Bounds.Pooled, Alone: p.Bounds.Dedicated}
	for i, q := range p.Queues {
		out.Queues = append(out.Queues, NetQueueColumns{
			QueueID: n.Result.Queues[i].QueueID, Alone: q.Dedicated, Required: q.Required, Staffed: q.Staffed, Net: q.Net,
			ServiceLevel: q.ServiceLevel, ASAS: q.ASA, Abandon: q.Abandon,
		})
	}
	for _, group := range p.Groups {
		one := NetGroupColumns{Name: group.Name, Occupancy: group.Occupancy, Spare: group.Spare, Present: append(Numbers(nil), group.Spare...), Parts: []Numbers{}}
		for _, part := range group.Parts {
			one.Parts = append(one.Parts, part)
			for t, people := range part {
				one.Present[t] += people
			}
		}
		out.Groups = append(out.Groups, one)
	}
	return out, nil
}
