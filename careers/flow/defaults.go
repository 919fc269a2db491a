package flow

// Grade is how good the evidence behind a number is.
type Grade string

// The grades.
const (
	GradeA Grade = "A" // an experiment in a contact centre
	GradeB Grade = "B" // an experiment elsewhere, or a large observational study
	GradeC Grade = "C" // a trade survey with a named author
	GradeD Grade = "D" // no source that can be checked
)

// Default is a number used until one's own data say otherwise, with the range in
// which it is assumed to lie, where it comes from and how good that is.
type Default struct {
	Key              string
	Value, Low, High float64 // Low and High both 0: no range is stated
	Unit             string
	Source           string
	Grade            Grade
	Weak             bool // shown as such beside every result that uses it
}

// Keys of the defaults.
const (
	AnnualAttrition = "annual attrition"
	ExitPay         = "cost of an exit"
	LearningStart   = "output at the start"
	LearningTau     = "months of learning"
	TrainingWeeks   = "weeks of training"
	AssistantTau    = "months of learning with an assistant"
	HomeFull        = "home working"
	HomeHybrid      = "hybrid working"
	ReferralHire    = "hired by referral"
	PayElasticity   = "pay"
	NightShifts     = "night shifts"
	Promoted        = "promotion"
	Stalled         = "stalled in a rung"
)

// Defaults are all of them. Each comes from the publication that it names; ranges are
// those stated there, or the spread of the sources.
func Defaults() []Default {
	return []Default{
		{Key: AnnualAttrition, Value: 0.35, Low: 0.281, High: 0.45, Unit: "share a year", Grade: GradeC,
			Source: "QATC in Contact Center Pipeline 2022: 30 to 45 %; Metrigy 2023 and 2024: 28.1 and 31.2 %"},
		{Key: ExitPay, Value: 3.5, Low: 3, High: 4, Unit: "months of pay", Grade: GradeB,
			Source: "Cornell global call centre study 2007: 3 to 4 months' pay, lost output included"},
		{Key: LearningStart, Value: 0.6, Low: 0.5, High: 0.7, Unit: "share of full output", Grade: GradeA,
			Source: "De Grip, Sauermann and Sieben, JEBO 2016: output of call agents rises by 64 % in the first year; the range is assumed"},
		{Key: LearningTau, Value: 3, Low: 2, High: 4.5, Unit: "months", Grade: GradeA,
			Source: "De Grip, Sauermann and Sieben, JEBO 2016; experienced peers shorten the time to full output by 36 %; the range is assumed"},
		{Key: TrainingWeeks, Value: 4.2, Unit: "weeks", Grade: GradeB, Source: "Cornell call centre survey 2005"},
		{Key: AssistantTau, Value: 0.33, Low: 0.33, High: 1, Unit: "times the months of learning", Grade: GradeA,
			Source: "Brynjolfsson, Li and Raymond, QJE 2025: two months with an assistant are about six without; the range ends at no effect"},
		{Key: HomeFull, Value: 0.5, Low: 0.4, High: 0.7, Unit: "hazard ratio", Grade: GradeA,
			Source: "Bloom, Liang, Roberts and Ying, QJE 2015: attrition halved; the range is assumed"},
		{Key: HomeHybrid, Value: 0.67, Low: 0.5, High: 0.9, Unit: "hazard ratio", Grade: GradeB,
			Source: "Bloom, Han and Liang, Nature 2024: a third fewer leave, managers not; the range is assumed"},
		{Key: ReferralHire, Value: 0.85, Low: 0.70, High: 0.92, Unit: "hazard ratio", Grade: GradeA,
			Source: "Burks, Cowgill, Hoffman and Housman, QJE 2015: nine firms, call centres among them"},
		{Key: PayElasticity, Value: -3, Low: -4.5, High: -3, Unit: "elasticity", Grade: GradeA,
			Source: "Emanuel and Harrington: warehouse and call centre, -3 to -4.5"},
		{Key: NightShifts, Value: 1.25, Low: 1, High: 1.5, Unit: "hazard ratio", Grade: GradeD, Weak: true,
			Source: "an aggregator's page alone; nurse cohorts link disturbed sleep to the wish to leave"},
		{Key: Promoted, Value: 1, Low: 0.65, High: 1.6, Unit: "hazard ratio", Grade: GradeB,
			Source: "ADP 2023: 29 % leave in the month after a first promotion against 18 %; a panel has 0.65: signs differ, hence none"},
		{Key: Stalled, Value: 1.35, Low: 1, High: 1.8, Unit: "hazard ratio after 12 months", Grade: GradeC, Weak: true,
			Source: "Cutting Edge 2005: 26.4 % left for lack of a path; the ratio itself and its range are assumed"},
	}
}

// DefaultHazard is the monthly hazard by tenure of a centre without data of its own:
// high in the first months, about 35 % a year over all. Trade sources grade C put a
// quarter of the exits or more into the first three months.
func DefaultHazard() []Band {
	return []Band{{From: 0, Hazard: 0.10}, {From: 1, Hazard: 0.07}, {From: 3, Hazard: 0.05}, {From: 6, Hazard: 0.035}, {From: 12, Hazard: 0.025}, {From: 24, Hazard: 0.018}}
}

// DefaultOf is the default of a key.
func DefaultOf(key string) (Default, bool) {
	for _, d := range Defaults() {
		if d.Key == key {
			return d, true
		}
	}
	return Default{}, false
}

// Ratio is the default as a hazard ratio of a model.
func (d Default) Ratio() Ratio {
	return Ratio{Value: d.Value, Low: d.Low, High: d.High, Default: d.Key}
}

// EnoughExits is from how many exits on an estimate of one's own replaces a default.
const EnoughExits = 50

// Settle takes an estimate of one's own where it rests on enough exits, else the
// default.
func (d Default) Settle(own Ratio, exits int) Ratio {
	if exits < EnoughExits {
		return d.Ratio()
	}
	own.Default = ""
	return own
}
