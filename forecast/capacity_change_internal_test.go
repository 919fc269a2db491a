package forecast

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/muster-wfm/muster/forecast/capacity"
	"github.com/muster-wfm/muster/workforce/grid"
)

// twoGroups is three weeks of two groups.
func twoGroups() CapacityPlan {
	group := func(name string) capacity.Group {
		return capacity.Group{
			Name: name, Required: []float64{100, 100, 100}, Hours: 40, Pay: 500_00, Hires: []capacity.Hire{{Week: 1, People: 2}},
			Starting:  []capacity.Cohort{{People: 5, Weeks: 60}, {People: 2, Weeks: 8}},
			Shrinkage: []capacity.Shrinkage{{Name: "leave", Share: []float64{0.1}}},
			Vendors:   []capacity.Vendor{{Name: "North", Max: 9, Weeks: 2, Hours: 30, Price: 7}},
		}
	}
	return CapacityPlan{
		ID: 1, Version: 4, SiteID: 1, Name: "Spring", Currency: "GBP",
		Plan:    capacity.Plan{From: grid.MustDate("2027-01-04"), Weeks: 3, Groups: []capacity.Group{group("voice"), group("chat")}},
		Sources: make([]CapacitySource, 2),
	}
}

func TestAnEditIsRememberedByWhatItChanged(t *testing.T) {
	plain := func(group, subject string) CapacityDifference {
		return CapacityDifference{Group: group, Subject: subject, FirstWeek: -1, LastWeek: -1}
	}
	for _, c := range []struct {
		name   string
		change func(p *CapacityPlan)
		want   []CapacityDifference
	}{
		{"nothing", func(*CapacityPlan) {}, nil},
		{"its name", func(p *CapacityPlan) { p.Name = "Summer" }, []CapacityDifference{plain("", "name")}},
		{"hires of one week", func(p *CapacityPlan) {
			p.Plan.Groups[0].Hires = []capacity.Hire{{Week: 1, People: 2}, {Week: 2, People: 3}}
		}, []CapacityDifference{{Group: "voice", Subject: "hires", FirstWeek: 2, LastWeek: 2, Unit: capacity.InPeople, After: 3}}},
		{"hires moved", func(p *CapacityPlan) { p.Plan.Groups[1].Hires[0].Week = 0 }, []CapacityDifference{
			{Group: "chat", Subject: "hires", FirstWeek: 0, LastWeek: 1, Unit: capacity.InPeople, Before: 2, After: 2},
		}},
		{"the same hires in two parts", func(p *CapacityPlan) {
			p.Plan.Groups[0].Hires = []capacity.Hire{{Week: 1, People: 1}, {Week: 1, People: 1}}
		}, []CapacityDifference{plain("voice", "hires")}},
		{"required hours by more than their digits", func(p *CapacityPlan) { p.Plan.Groups[0].Required = []float64{100.00001, 130, 100} }, []CapacityDifference{
			{Group: "voice", Subject: "required", FirstWeek: 1, LastWeek: 1, Unit: capacity.InHours, Before: 100, After: 130},
		}},
		{"shrinkage of two weeks", func(p *CapacityPlan) { p.Plan.Groups[0].Shrinkage[0].Share = []float64{0.1, 0.2, 0.4} }, []CapacityDifference{
			{Group: "voice", Subject: "shrinkage", Name: "leave", FirstWeek: 1, LastWeek: 2, Unit: capacity.InShare, Before: 0.1, After: 0.30000000000000004},
		}},
		{"a category goes", func(p *CapacityPlan) { p.Plan.Groups[1].Shrinkage = nil }, []CapacityDifference{
			{Group: "chat", Subject: "shrinkage", Name: "leave", FirstWeek: 0, LastWeek: 2, Unit: capacity.InShare, Before: 0.10000000000000002},
		}},
		{"people to start with", func(p *CapacityPlan) { p.Plan.Groups[0].Starting[0].People = 9 }, []CapacityDifference{
			{Group: "voice", Subject: "starting", FirstWeek: -1, LastWeek: -1, Unit: capacity.InPeople, Before: 7, After: 11},
		}},
		{"a tranche", func(p *CapacityPlan) {
			p.Plan.Groups[0].Tranches = []capacity.Tranche{{Vendor: 0, Week: 1, People: 4}}
		}, []CapacityDifference{{Group: "voice", Subject: "tranches", FirstWeek: 1, LastWeek: 1, Unit: capacity.InPeople, After: 4}}},
		{"pay and attrition", func(p *CapacityPlan) {
			p.Plan.Groups[0].Pay, p.Plan.Groups[0].Attrition = 510_00, []capacity.Band{{Yearly: 0.2}}
		}, []CapacityDifference{plain("voice", "attrition"), {Group: "voice", Subject: "pay", FirstWeek: -1, LastWeek: -1, Unit: capacity.InMoney, Before: 50000, After: 51000}}},
		{"a transfer", func(p *CapacityPlan) {
			p.Plan.Transfers = []capacity.Transfer{{From: 0, To: 1, Week: 2, People: 1}}
		}, []CapacityDifference{{Subject: "transfers", FirstWeek: 2, LastWeek: 2, Unit: capacity.InPeople, After: 1}}},
		{"a group by another name", func(p *CapacityPlan) { p.Plan.Groups[1].Name = "mail" }, []CapacityDifference{plain("mail", "group_added"), plain("chat", "group_removed")}},
		{"a week less", func(p *CapacityPlan) {
			p.Plan.Weeks = 2
			for i := range p.Plan.Groups {
				p.Plan.Groups[i].Required = []float64{100, 100}
			}
		}, []CapacityDifference{
			plain("", "weeks"),
			{Group: "voice", Subject: "required", FirstWeek: 2, LastWeek: 2, Unit: capacity.InHours, Before: 100},
			{Group: "voice", Subject: "shrinkage", Name: "leave", FirstWeek: 2, LastWeek: 2, Unit: capacity.InShare, Before: 0.1},
			{Group: "chat", Subject: "required", FirstWeek: 2, LastWeek: 2, Unit: capacity.InHours, Before: 100},
			{Group: "chat", Subject: "shrinkage", Name: "leave", FirstWeek: 2, LastWeek: 2, Unit: capacity.InShare, Before: 0.1},
		}},
	} {
		before, after := twoGroups(), twoGroups()
		c.change(&after)
		if diff := cmp.Diff(c.want, differences(&before, &after)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

func TestAPlanRemembersItsEditsWithTheirNotesUpToALimit(t *testing.T) {
	p := twoGroups()
	p.Note, p.ChangedBy = "from the budget", 7
	p.remember(nil)
	if len(p.Changes) != 1 || p.Changes[0].Version != 1 || p.Changes[0].Note != "from the budget" || p.Changes[0].By != 7 {
		t.Fatalf("its beginning: %+v", p.Changes)
	}
	same := p
	same.Note = ""
	same.remember(&p)
	if len(same.Changes) != 1 {
		t.Errorf("an edit that changes nothing and says nothing is remembered: %+v", same.Changes)
	}
	said := p
	said.Note = "agreed with finance"
	said.remember(&p)
	if len(said.Changes) != 2 || said.Changes[1].Version != p.Version+1 {
		t.Errorf("a note alone: %+v", said.Changes)
	}
	for i := range mostCapacityChanges + 20 {
		next := said
		next.Plan.Groups = twoGroups().Plan.Groups
		next.Plan.Groups[0].Pay = int64(i)
		next.Version++
		next.remember(&said)
		said = next
	}
	if len(said.Changes) != mostCapacityChanges || said.Changes[0].Version == 1 {
		t.Errorf("%d edits are kept, the first of version %d; want the newest %d", len(said.Changes), said.Changes[0].Version, mostCapacityChanges)
	}
}
