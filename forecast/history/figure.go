package history

// Figure is one number of an interval row: a count of contacts or a total of
// seconds. Averages and percentages are not figures; see [Field].
type Figure int

// The figures of the canonical interval row, in the order in which they are
// stored. Counts are contacts; names ending in S are totals of seconds, except
// ThresholdS and ShortCutS, which are the limits that AnsweredWithin,
// AbandonedWithin and ShortAbandoned were counted with.
const (
	Offered Figure = iota
	Answered
	AnsweredWithin
	ThresholdS
	Abandoned
	AbandonedWithin
	ShortAbandoned
	ShortCutS
	FlowOut
	Callbacks
	Handled
	HandleS
	TalkS
	HoldS
	ACWS
	WaitAnsweredS
	WaitAbandonedS
	StaffedS
	AvailableS
	AuxS
	figureCount
)

// FigureCount is how many figures a row has.
const FigureCount = int(figureCount)

// Unknown marks a figure that the file does not give. All known figures are
// zero or more.
const Unknown int64 = -1

var figureNames = [figureCount]string{
	"offered", "answered", "answered_within", "threshold_s", "abandoned", "abandoned_within",
	"short_abandoned", "short_cut_s", "flow_out", "callbacks", "handled", "handle_s", "talk_s", "hold_s",
	"acw_s", "wait_answered_s", "wait_abandoned_s", "staffed_s", "available_s", "aux_s",
}

// String returns the canonical column name of the figure.
func (f Figure) String() string { return figureNames[f] }

// Figures holds one number, or [Unknown], for every [Figure].
type Figures [figureCount]int64

// NoFigures returns figures of which none is known.
func NoFigures() Figures {
	var f Figures
	for i := range f {
		f[i] = Unknown
	}
	return f
}

// Known reports whether the figure has a value.
func (f *Figures) Known(figure Figure) bool { return f[figure] != Unknown }

// OrZero returns the figure, 0 where it is unknown.
func (f *Figures) OrZero(figure Figure) int64 { return max(0, f[figure]) }

// Merge returns f with the figures of newer wherever newer knows them. A file
// that holds only staffing times thus leaves the counts of an earlier file as
// they are.
func (f Figures) Merge(newer Figures) Figures {
	for i, v := range newer {
		if v != Unknown {
			f[i] = v
		}
	}
	return f
}

// Add returns the sum of both, figure by figure; unknown in both stays unknown.
// Limits (ThresholdS, ShortCutS) are not sums: the first known one is kept.
func (f Figures) Add(other Figures) Figures {
	for i, v := range other {
		limit := Figure(i) == ThresholdS || Figure(i) == ShortCutS
		switch {
		case v == Unknown:
		case f[i] == Unknown:
			f[i] = v
		case !limit:
			f[i] += v
		}
	}
	return f
}

// HandleTotal returns the total handling time in seconds: as given, or talk +
// hold + after-contact work where only the parts are known. ok is false when
// the file says nothing about handling time.
func (f *Figures) HandleTotal() (seconds int64, ok bool) {
	if f.Known(HandleS) {
		return f[HandleS], true
	}
	if !f.Known(TalkS) {
		return 0, false
	}
	return f[TalkS] + f.OrZero(HoldS) + f.OrZero(ACWS), true
}

// Contacts returns how many contacts the handling time is spread over: handled,
// or answered where handled is not given.
func (f *Figures) Contacts() (count int64, ok bool) {
	if f.Known(Handled) {
		return f[Handled], true
	}
	return max(0, f[Answered]), f.Known(Answered)
}
