package member

// State is where a member stands.
type State string

// The states, in the order in which a member meets them.
const (
	Applied   State = "applied"
	Screened  State = "screened"
	Training  State = "training"
	Exam      State = "exam"
	Probation State = "probation"
	Active    State = "active"
	Watch     State = "watch" // coached and looked at more often: no sanction
	Suspended State = "suspended"
	Remedial  State = "remedial"
	ReExam    State = "re_exam"
	Exited    State = "exited"
)

// States are all of them.
var States = []State{Applied, Screened, Training, Exam, Probation, Active, Watch, Suspended, Remedial, ReExam, Exited}

// Works reports whether a member in this state may be booked and take contacts.
func (s State) Works() bool { return s == Probation || s == Active || s == Watch }

// Exit is why somebody left.
type Exit string

// The reasons.
const (
	Voluntary   Exit = "voluntary"
	Inactive    Exit = "inactive"
	Dismissed   Exit = "dismissed"
	PartnerLeft Exit = "partner_left"
)

// Ground is for what somebody is suspended.
type Ground string

// The grounds. A raw score is none.
const (
	CriticalError Ground = "critical_error" // verified; a person confirms within a day
	Posterior     Ground = "posterior"      // P(p < floor) is high on enough evidence
	Sequential    Ground = "sequential_test"
	Breach        Ground = "permission_breach"
)

// step is a pair of states.
type step struct{ from, to State }

// guards are the steps that exist, and what each needs.
var guards = map[step][]guard{
	{Applied, Screened}:    {consented, identified},
	{Screened, Training}:   {},
	{Training, Exam}:       {trained, attemptsLeft, rested},
	{Exam, Probation}:      {passed},
	{Exam, Training}:       {failed},
	{Probation, Active}:    {served, accurate},
	{Active, Watch}:        {alarmed},
	{Probation, Watch}:     {alarmed},
	{Watch, Active}:        {coached, cleared},
	{Probation, Suspended}: {grounded},
	{Active, Suspended}:    {grounded},
	{Watch, Suspended}:     {grounded},
	{Suspended, Probation}: {restored(Probation)},
	{Suspended, Active}:    {restored(Active)},
	{Suspended, Watch}:     {restored(Watch)},
	{Suspended, Remedial}:  {confirmed, unappealed},
	{Remedial, ReExam}:     {trained},
	{ReExam, Probation}:    {passed}, // reinstated, and on probation again
	{ReExam, Remedial}:     {failed},
}

// dismissible are the states from which somebody can be dismissed.
var dismissible = map[State]bool{Exam: true, Probation: true, Suspended: true, ReExam: true}
