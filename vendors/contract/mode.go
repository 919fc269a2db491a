package contract

import "slices"

// Mode is who runs what (004-14, 004-15, 004-16).
type Mode string

// The sourcing modes of programmes, and the two kinds of row that stand beside
// vendors in every comparison.
const (
	SimpleCall      Mode = "simple_call"      // 简单话务外包: simple, low-value work is handed over
	OwnerControlled Mode = "owner_controlled" // 自控他营: others operate under the owner's iron triangle
	Crowd           Mode = "crowd"            // 众包: the owner runs everything, partners supply people and pay them
	InHouse         Mode = "in_house"         // the owner's own team: a row like any other (001-23)
	Bot             Mode = "bot"              // a machine: a row like any other (001-24)
)

// Modes are all of them, in the order of screens.
var Modes = []Mode{SimpleCall, OwnerControlled, Crowd, InHouse, Bot}

// Right is something that one side may do or must show.
type Right string

// Rights of the owner over a programme. The sources name the modes and no more;
// which rights belong to which mode is this product's choice.
const (
	SampleQuality    Right = "sample_quality"    // inspect samples of contacts
	InspectEvery     Right = "inspect_every"     // inspect any contact, at any time
	ApproveRosters   Right = "approve_rosters"   // agree to rosters before they hold
	RunRealTime      Right = "run_real_time"     // move breaks, skills and overtime in the day
	SetScripts       Right = "set_scripts"       // decide on scripts and knowledge
	CertifyPeople    Right = "certify_people"    // examine and certify each person
	SuspendPeople    Right = "suspend_people"    // take somebody off the queue at once
	GrantAuthority   Right = "grant_authority"   // grant limits and decision rights to persons
	SchedulePeople   Right = "schedule_people"   // offer intervals to each person directly
	AuditPayroll     Right = "audit_payroll"     // see that people were paid what was owed
	ReceiveIntervals Right = "receive_intervals" // get counts by interval from the vendor's switch
)

// Proof is what a mode's invoice and scorecard rest on.
type Proof string

// Evidence by mode.
const (
	VendorCounts   Proof = "vendor_counts"   // counts by interval as the vendor delivers them
	SwitchEvents   Proof = "switch_events"   // events of the owner's own switch
	Rosters        Proof = "rosters"         // approved rosters and log-ins
	Inspections    Proof = "inspections"     // graded contacts
	MemberEvents   Proof = "member_events"   // the sealed events of each member
	PayStatements  Proof = "pay_statements"  // what partners paid to whom, and when
	BotTranscripts Proof = "bot_transcripts" // full text of what the machine said
)

// Sourcing says what a mode means.
type Sourcing struct {
	Mode     Mode
	Rights   []Right // of the owner
	Evidence []Proof
	Pricing  []Model // usual ones
	Triangle bool    // the owner's three corners with their vetoes stand over it
}

// Sourcings returns what every mode means, in the order of [Modes]. A team of
// one's own and a bot come with the same evidence as a vendor, so that nobody is
// measured by a standard of their own.
func Sourcings() []Sourcing {
	watch := []Right{SampleQuality, ReceiveIntervals}
	triangle := append(slices.Clone(watch), InspectEvery, ApproveRosters, RunRealTime, SetScripts, CertifyPeople, SuspendPeople, GrantAuthority)
	return []Sourcing{
		{Mode: SimpleCall, Rights: watch, Evidence: []Proof{VendorCounts, Inspections}, Pricing: []Model{PerContact, PerMinute, Hybrid}},
		{Mode: OwnerControlled, Rights: triangle, Evidence: []Proof{SwitchEvents, Rosters, Inspections}, Pricing: []Model{PerSeat, PerHour, Hybrid}, Triangle: true},
		{Mode: Crowd, Rights: append(slices.Clone(triangle), SchedulePeople, AuditPayroll), Evidence: []Proof{SwitchEvents, Inspections, MemberEvents, PayStatements}, Pricing: []Model{PerContact, PerMinute, PerResolution}, Triangle: true},
		{Mode: InHouse, Rights: append(slices.Clone(triangle), SchedulePeople), Evidence: []Proof{SwitchEvents, Rosters, Inspections}, Triangle: true},
		{Mode: Bot, Rights: []Right{SampleQuality, InspectEvery, SetScripts, ReceiveIntervals}, Evidence: []Proof{SwitchEvents, Inspections, BotTranscripts}, Pricing: []Model{PerContact, PerResolution}},
	}
}

// Allows reports whether the owner has a right under a mode.
func (m Mode) Allows(r Right) bool {
	for _, s := range Sourcings() {
		if s.Mode == m {
			return slices.Contains(s.Rights, r)
		}
	}
	return false
}
