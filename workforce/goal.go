package workforce

import (
	"slices"

	"github.com/muster-wfm/muster/internal/problem"
	"github.com/muster-wfm/muster/workforce/grid"
)

// ServiceLevelVariant says which contacts count in a service level. The names
// are those of the staffing engine.
type ServiceLevelVariant string

// The variants of service level: answered in time over what?
const (
	SLOffered    ServiceLevelVariant = "sl_offered"    // over all offered; abandons count against
	SLAbandonsOK ServiceLevelVariant = "sl_ab_as_ok"   // over all offered; abandons in time count as success
	SLExclShort  ServiceLevelVariant = "sl_excl_short" // abandons in time are left out
	SLAnswered   ServiceLevelVariant = "sl_answered"   // over answered contacts only
	SLVirtual    ServiceLevelVariant = "sl_virtual"    // would a patient contact have been answered in time?
)

// ServiceLevelVariants lists every variant.
func ServiceLevelVariants() []ServiceLevelVariant {
	return []ServiceLevelVariant{SLOffered, SLAbandonsOK, SLExclShort, SLAnswered, SLVirtual}
}

// ServiceGoal is what a queue promises and how its people are counted, from
// one day on until the next goal begins.
type ServiceGoal struct {
	ValidFrom grid.Date // zero: from the beginning

	SLTarget   float64 // share to be served within ThresholdS, 0..1; 0: no service-level goal
	ThresholdS float64 // seconds; the response time on deferred channels
	SLVariant  ServiceLevelVariant

	ASATargetS   float64 // longest average speed of answer in seconds; 0: no such goal
	MaxOccupancy float64 // highest occupancy, 0..1; 0: no cap
	MaxAbandon   float64 // highest share that gives up, 0..1; 0: no such goal
	PatienceS    float64 // mean time to abandon in seconds; 0: callers never give up (Erlang C)

	InOfficeShrinkage    float64 // share of present time lost to breaks, meetings, coaching; 0 to below 1
	OutOfOfficeShrinkage float64 // share of paid time lost to leave and sickness; 0 to below 1
	MinAgents            int     // people to have whenever the queue is open
	AHTS                 float64 // handle time in seconds to plan with; 0: that of the forecast

	// BusinessHours counts ThresholdS only while the queue is open; on deferred
	// channels alone, whose contacts wait over night.
	BusinessHours bool

	Concurrency ConcurrentTimes

	Method     StaffingMethod      // how people are computed; "": by interval
	Categories []ShrinkageCategory // causes of shrinkage, in place of the two shares above

	// Certainty is the share of a forecast's possible courses in which the goal is to
	// hold in each interval; 0: in the forecast itself.
	Certainty float64
	Costs     ServiceCosts
}

// PatienceToAbandon is what is expected beside a highest share that gives up.
const PatienceToAbandon = "the callers' patience, without which no share of abandons can be planned"

func (g ServiceGoal) check(c *checks, at string) {
	c.ratio(at+".slTarget", g.SLTarget, true)
	c.need(g.SLTarget == 0 || g.ThresholdS >= 0 && finite(g.ThresholdS), at+".thresholdS", g.ThresholdS, "seconds, 0 or more", problem.Wanting(problem.AtLeast, 0))
	c.need(slices.Contains(ServiceLevelVariants(), g.SLVariant), at+".slVariant", string(g.SLVariant),
		"one of "+listed(ServiceLevelVariants()), problem.Wanting(problem.Choice))
	c.need(g.ASATargetS >= 0 && finite(g.ASATargetS), at+".asaTargetS", g.ASATargetS, "seconds, or none", problem.Wanting(problem.AtLeast, 0))
	c.ratio(at+".maxOccupancy", g.MaxOccupancy, false)
	c.ratio(at+".maxAbandon", g.MaxAbandon, false)
	c.need(g.PatienceS >= 0 && finite(g.PatienceS), at+".patienceS", g.PatienceS, "seconds, or none", problem.Wanting(problem.AtLeast, 0))
	c.ratio(at+".inOfficeShrinkage", g.InOfficeShrinkage, true)
	c.ratio(at+".outOfOfficeShrinkage", g.OutOfOfficeShrinkage, true)
	c.need(g.MinAgents >= 0, at+".minAgents", g.MinAgents, "0 or more people", problem.Wanting(problem.AtLeast, 0))
	c.need(g.AHTS >= 0 && finite(g.AHTS), at+".ahtS", g.AHTS, "seconds, or none", problem.Wanting(problem.AtLeast, 0))
	g.Concurrency.check(c, at)
	c.need(g.MaxAbandon == 0 || g.PatienceS > 0, at+".patienceS", g.PatienceS, PatienceToAbandon, problem.Wanting(problem.Needed))
	g.checkMethod(c, at)
	g.checkCategories(c, at)
	g.checkCertainty(c, at)
}

// finite is false for infinities and for what is not a number.
func finite(v float64) bool { return v-v == 0 }
