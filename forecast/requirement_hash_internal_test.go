package forecast

import (
	"encoding/json"
	"testing"

	"github.com/muster-wfm/muster/workforce"
)

// What requirements were hashed from before goals could say more. Changing this
// text makes every requirement there is look like one of other inputs.
const goalAsItWas = `{"ValidFrom":{"Year":0,"Month":0,"Day":0},"SLTarget":0.8,"ThresholdS":20,"SLVariant":"sl_offered","ASATargetS":0,"MaxOccupancy":0.88,` +
	`"MaxAbandon":0,"PatienceS":120,"InOfficeShrinkage":0.06,"OutOfOfficeShrinkage":0.04,"MinAgents":1,"AHTS":0}`

func TestAGoalThatSaysNothingNewIsHashedAsBefore(t *testing.T) {
	goal := workforce.ServiceGoal{
		SLTarget: 0.8, ThresholdS: 20, SLVariant: workforce.SLOffered, MaxOccupancy: 0.88, PatienceS: 120,
		InOfficeShrinkage: 0.06, OutOfOfficeShrinkage: 0.04, MinAgents: 1,
	}
	text, err := json.Marshal(hashedGoal(goal))
	if err != nil || string(text) != goalAsItWas {
		t.Errorf("hashed from %s (%v), want %s", text, err, goalAsItWas)
	}
	plain := Requirement{Goal: goal}.hash(Run{})
	for name, change := range map[string]func(*workforce.ServiceGoal){
		"method":    func(g *workforce.ServiceGoal) { g.Method = workforce.MethodCourse },
		"certainty": func(g *workforce.ServiceGoal) { g.Certainty = 0.9 },
		"costs":     func(g *workforce.ServiceGoal) { g.Costs = workforce.ServiceCosts{AgentHour: 25, WaitHour: 40} },
		"categories": func(g *workforce.ServiceGoal) {
			g.Categories = []workforce.ShrinkageCategory{{Name: "Leave", Share: 0.1}}
		},
	} {
		other := goal
		change(&other)
		if (Requirement{Goal: other}).hash(Run{}) == plain {
			t.Errorf("another %s leaves the hash as it was", name)
		}
	}
}
