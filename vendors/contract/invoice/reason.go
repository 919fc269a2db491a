package invoice

// Reason is why a line is not what was expected. A line can have several.
type Reason string

// The reasons.
const (
	RateVersion        Reason = "rate_version" // a price of another version, or of none
	WrongBand          Reason = "band"         // a price of another band
	Rounding           Reason = "rounding"     // quantity or amount rounded otherwise than agreed
	Arithmetic         Reason = "arithmetic"   // the amount is not quantity × price
	Duplicate          Reason = "duplicate"    // billed before, here or on another invoice
	NoEvidence         Reason = "no_evidence"  // nothing happened that it could stand for
	QuantityBilled     Reason = "quantity"     // another quantity than the events have
	Overlap            Reason = "overlap"      // one person's time for two clients, or twice
	OffRoster          Reason = "off_roster"
	Uncertified        Reason = "uncertified"
	OutsideHours       Reason = "outside_hours"
	TrainingBilled     Reason = "training_as_productive"
	ShortContact       Reason = "short_contact"
	RepeatContact      Reason = "repeat_in_window"
	SplitContact       Reason = "split_contact"
	OvertimeUnapproved Reason = "overtime_not_approved"
	CommitmentWrong    Reason = "commitment_misapplied"
	CreditMissing      Reason = "credit_missing"
	TaxWrong           Reason = "tax_fx"
)

// Reasons are all of them, in the order of reports.
var Reasons = []Reason{
	Duplicate, NoEvidence, RateVersion, WrongBand, QuantityBilled, Rounding, Arithmetic,
	Overlap, OffRoster, Uncertified, OutsideHours, TrainingBilled, ShortContact, RepeatContact, SplitContact, OvertimeUnapproved,
	CommitmentWrong, CreditMissing, TaxWrong,
}
