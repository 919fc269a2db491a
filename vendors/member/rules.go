package member

import "time"

// Rules are the numbers of a programme.
type Rules struct {
	Attempts          int           // exams for a skill
	Retry             time.Duration // between them
	ProbationDays     int
	ProbationContacts int
	ProbationBase     float64 // accuracy under monitoring that ends probation
	Floor             float64 // accuracy below which somebody is watched
	WatchSure         float64 // P(p < floor) for that
	SuspendSure       float64 // P(p < floor) for suspension
	SuspendN          float64 // on at least so much evidence
	Confirm           time.Duration
	AppealTime        time.Duration // to open one; the contract's calendar may be longer
	CertificateDays   int
	UnusedDays        int
	Levels            []LevelRule // from the second
}

// Usual are the defaults: an exam three times a week apart; probation of two months
// or 200 contacts at 90 %, as operators' rule books have it for people with less
// than two months.
func Usual() Rules {
	const day = 24 * time.Hour
	return Rules{
		Attempts: 3, Retry: 7 * day, ProbationDays: 60, ProbationContacts: 200, ProbationBase: 0.90,
		Floor: 0.80, WatchSure: 0.5, SuspendSure: 0.9, SuspendN: 20, Confirm: day, AppealTime: 7 * day,
		CertificateDays: 365, UnusedDays: 90,
		Levels: []LevelRule{{Accuracy: 0.92, Sure: 0.8, N: 60}, {Accuracy: 0.95, Sure: 0.8, N: 150}},
	}
}
