package metric

// serviceLevels are the six definitions in use, which differ in what they do with
// contacts that gave up. within means within the clause's threshold; short means
// before the cut below which giving up is not held against anybody.
func serviceLevels() []Metric {
	offered := Sum("answered", "abandoned")
	without := func(name string) Expr {
		return Expr{Op: OpLess, Of: []Expr{Sum("answered", "abandoned"), Count(name)}}
	}
	level := func(code string, over, under Expr) Metric {
		return share(code, "001-15", Solve, Higher, over, under, "no contact was offered that this definition counts").of("service_level", "late_wait")
	}
	return []Metric{
		level("service_level_offered", Count("answered_within"), offered),
		level("service_level_abandoned_within_answered", Sum("answered_within", "abandoned_within"), offered),
		level("service_level_answered", Count("answered_within"), Count("answered")),
		level("service_level_abandoned_within_removed", Count("answered_within"), without("abandoned_within")),
		level("service_level_short_answered", Sum("answered_within", "short_abandoned"), offered),
		level("service_level_short_removed", Count("answered_within"), without("short_abandoned")),
	}
}

// answering is how contacts are taken. A share in time alone makes it rational to
// leave those waiting who are late already (Milner and Olsen, Management Science
// 54, 2008), so the wait of the late stands beside it.
func answering() []Metric {
	offered := Sum("answered", "abandoned")
	nobody := "no contact was offered"
	return []Metric{
		share("answered_30s", "003-17", Solve, Higher, Count("answered_30s"), offered, nobody).of("", "late_wait"),
		share("answer_rate", "000-05", Solve, Higher, Count("answered"), offered, nobody).of("answer_rate", "resolved_7d"),
		share("abandoned", "001-15", Solve, Lower, Count("abandoned"), offered, nobody).of("abandonment"),
		share("abandoned_without_short", "001-15", Solve, Lower, Less("abandoned", "short_abandoned"),
			Expr{Op: OpLess, Of: []Expr{offered, Count("short_abandoned")}}, nobody).of("abandonment"),
		share("speed_of_answer", "003-17", Solve, Lower, Count("wait_answered_s"), Count("answered"), "no contact was answered").per(1, Seconds, Moments),
		share("late_wait", "003-17", Solve, Lower, Count("wait_late_s"), Count("late"), "nobody waited longer than the threshold").per(1, Seconds, Moments),
		share("handle_time", "000-05", Cost, Lower, Sum("talk_s", "hold_s", "wrap_s"), Count("handled"), "no contact was handled").
			per(1, Seconds, Moments).of("", "repeat_7d"),
	}
}

// tickets are clocks on cases. Only cases old enough to have had the time are in
// the denominator; a case that was opened again in that time was not closed.
func tickets() []Metric {
	nobody := "no ticket that says who asked is old enough to have had its time"
	key := "no key complaint is old enough to have had its three days"
	return []Metric{
		share("ticket_response_30m", "003-18", Solve, Higher, Count("tickets_answered_30m"), Count("tickets_aged_30m"), "no ticket is old enough to have had its half hour"),
		share("ticket_closed_24h", "001-13", Solve, Higher, Count("tickets_closed_24h"), Count("tickets_aged_24h"), "no ticket is old enough to have had its day").of("", "ticket_reopened"),
		share("ticket_closed_48h", "001-13", Solve, Higher, Count("tickets_closed_48h"), Count("tickets_aged_48h"), "no ticket is old enough to have had its two days").of("", "ticket_reopened"),
		share("complaint_called_back_3d", "003-19", Solve, Higher, Count("key_complaints_called_back_3d"), Count("key_complaints_aged_3d"), key),
		share("ticket_reopened", "000-12", Solve, Lower, Count("tickets_reopened"), Count("tickets_closed"), "no ticket was closed"),
		// Not mixed with repeats of calls: a ticket may be what became of a call, and
		// what is paid a resolution rests on the contacts alone.
		share("ticket_repeat_2h", "000-09", Solve, Lower, Count("tickets_repeated_2h"), Count("tickets_told_2h"), nobody),
		share("ticket_repeat_7d", "000-09", Solve, Lower, Count("tickets_repeated_7d"), Count("tickets_told_7d"), nobody),
		// Few tickets can mean solving or sending people away: the reach of authority
		// stands beside it (001-19).
		share("ticket_raised", "001-14", Solve, Lower, Count("tickets_raised"), Count("handled"), "no contact was handled").of("", "solved_at_first_authority"),
	}
}

// repeats are who had to come again. A customer who left does not call again, so a
// low figure is shown with the silent churn where it is known.
func repeats() []Metric {
	nobody := "no contact was handled whose window has passed"
	team := "less than half of it is in one person's hands, customers who left no longer call, and a result that drives results is evaded; behaviour is scored instead"
	return []Metric{
		share("repeat_2h", "000-09", Solve, Lower, Count("repeated_2h"), Count("handled_aged_2h"), nobody),
		share("repeat_7d", "000-09", Solve, Lower, Count("repeated_7d"), Count("handled_aged_7d"), nobody).of("repeat_7d", "silent_churn"),
		share("resolved_7d", "001-06", Solve, Higher, Less("handled_aged_7d", "repeated_7d"), Count("handled_aged_7d"), nobody).
			of("first_contact_resolution", "silent_churn").from(Team, team),
		share("resolved_asked", "001-06", Solve, Higher, Count("said_resolved"), Count("resolution_answers"), "nobody answered whether it was resolved").
			counted(Sample, Binomial).of("first_contact_resolution", "survey_response", "silent_churn").from(Team, team),
		share("silent_churn", "001-06", Satisfy, Lower, Count("left_without_contact"), Count("customers_served"), "no customer was served").from(Team, "a customer leaves a company, not a person"),
	}
}

// platform is what the systems of suppliers owe.
func platform() []Metric {
	return []Metric{
		share("downtime_minutes", "003-22", Control, Lower, Product(Count("downtime_minutes"), Whole(365)), Count("service_days"), "the platform was in service on no day").
			per(1, Minutes, Poisson).counted(Event, Poisson).from(Programme, "a platform serves a programme"),
		share("availability", "003-22", Control, Higher, Less("service_minutes", "downtime_minutes"), Count("service_minutes"), "the platform was in service in no minute").
			counted(Event, None).from(Programme, "a platform serves a programme"),
	}
}
