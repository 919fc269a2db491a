package forecast

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"

	"github.com/muster-wfm/muster/workforce"
	"github.com/muster-wfm/muster/workforce/grid"
)

// hashedGoal is a goal as the hash of a requirement takes it. Fields that came
// later are left out while they say nothing, so that requirements made before
// keep their hash. The conversion compiles only while no field is forgotten.
type hashedGoal struct {
	ValidFrom            grid.Date
	SLTarget             float64
	ThresholdS           float64
	SLVariant            workforce.ServiceLevelVariant
	ASATargetS           float64
	MaxOccupancy         float64
	MaxAbandon           float64
	PatienceS            float64
	InOfficeShrinkage    float64
	OutOfOfficeShrinkage float64
	MinAgents            int
	AHTS                 float64

	BusinessHours bool                      `json:",omitempty"`
	Concurrency   workforce.ConcurrentTimes `json:",omitzero"`

	Method     workforce.StaffingMethod      `json:",omitempty"`
	Categories []workforce.ShrinkageCategory `json:",omitempty"`
	Certainty  float64                       `json:",omitempty"`
	Costs      workforce.ServiceCosts        `json:",omitzero"`
}

// hash identifies what the requirement was computed from.
func (r Requirement) hash(run Run) string {
	h := sha256.New()
	encoder := json.NewEncoder(h)
	for _, part := range []any{run.InputHash, run.Code, hashedGoal(r.Goal), r.Concurrency, r.Deferred, r.Curves.Open} {
		_ = encoder.Encode(part) // a hash takes every byte, and these values have no cycles
	}
	if len(r.Adjustments) > 0 {
		_ = encoder.Encode([]any{r.Adjustments, r.Curves.Contacts, r.Curves.AHTS})
	}
	if r.Goal.Certainty > 0 {
		_ = encoder.Encode([]any{"paths", pathsOfRun})
	}
	if r.Deferred && r.DeferredMethod > 0 {
		_ = encoder.Encode([]any{"deferred", r.DeferredMethod, r.Backlog, r.Beside, r.Curves.Live})
	}
	return hex.EncodeToString(h.Sum(nil))
}
