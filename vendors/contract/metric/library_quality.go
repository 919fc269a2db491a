package metric

// accuracies are units without an error of a class, by inspection of a sample
// (COPC's classes; customer, business, compliance).
func accuracies() []Metric {
	inspected := func(code, concept, errors, of string) Metric {
		return share(code, concept, Satisfy, Higher, Less(of, errors), Count(of), "no contact was inspected").counted(Sample, Binomial)
	}
	return []Metric{
		inspected("accuracy_customer", "001-09", "inspected_customer_error", "inspected"),
		inspected("accuracy_business", "001-09", "inspected_business_error", "inspected"),
		inspected("accuracy_compliance", "000-23", "inspected_compliance_error", "inspected"),
		inspected("accuracy_knowledge", "000-08", "inspected_knowledge_error", "inspected"),
		share("behaviour", "001-07", Satisfy, Higher, Count("behaviours_shown"), Count("behaviours_due"), "no behaviour was due in what was inspected").counted(Sample, Binomial),
	}
}

// surveys are what customers said; the response rate stands beside each, since
// who answers is not chosen at random.
func surveys() []Metric {
	silent := "nobody answered the survey"
	said := func(code string, over Expr, method Method) Metric {
		return share(code, "000-22", Satisfy, Higher, over, Count("survey_answers"), silent).counted(Sample, method).of("", "survey_response")
	}
	mean := said("satisfaction_mean", Count("satisfaction_points"), Moments)
	mean.Unit, mean.Family = Score, "satisfaction"
	top := said("satisfaction_top", Count("satisfaction_top"), Binomial)
	top.Family = "satisfaction"
	effort := said("effort", Count("effort_points"), Moments)
	effort.Unit, effort.Direction = Score, Lower // of CES 1.0; a 2.0 scale is a metric of its own
	ease := said("effort_ease", Count("effort_points"), Moments)
	ease.Unit = Score
	return []Metric{
		top, mean,
		said("net_promoter", Less("promoters", "detractors"), Net),
		effort, ease,
		share("survey_response", "000-22", Control, Higher, Count("survey_answers"), Count("surveys_sent"), "no survey was sent"),
		share("journey_satisfied", "003-04", Satisfy, Higher, Count("journeys_satisfied"), Count("journey_answers"), "nobody rated a whole journey").counted(Sample, Binomial).of("", "survey_response"),
	}
}

// costs are what solving takes.
func costs() []Metric {
	return []Metric{
		share("compensation_per_1000", "001-19", Cost, Lower, Count("compensation_minor"), Count("handled"), "no contact was handled").per(1000, Money, Moments).of("", "solved_at_first_authority"),
		share("cost_per_resolved", "003-03", Cost, Lower, Count("cost_minor"), Less("handled_aged_7d", "repeated_7d"), "no contact stayed resolved").per(1, Money, None).
			from(Team, "what a contact costs is decided by staffing and contract, not by who answers it"),
		share("solved_at_first_authority", "001-20", Solve, Higher, Less("needing_authority", "escalated_for_authority"), Count("needing_authority"), "no contact needed authority"),
		share("complaints_per_10000", "000-18", Satisfy, Lower, Count("complaints"), Count("handled"), "no contact was handled").per(10000, Per10000, Poisson),
	}
}

// staff is what keeps the work going.
func staff() []Metric {
	nobody := "nobody was employed"
	team := "it counts people, of whom one is too few"
	return []Metric{
		// Leavers over mean headcount, as a share of a year of 365 days.
		share("attrition", "004-01", People, Lower, Product(Count("leavers"), Whole(365)), Count("headcount_days"), nobody).counted(Event, Poisson).of("attrition").from(Team, team),
		share("attrition_early", "004-01", People, Lower, Count("leavers_90d"), Count("starters_aged_90d"), "nobody began who has had ninety days").of("attrition").from(Team, team),
		share("absence", "004-01", People, Lower, Count("absent_minutes"), Count("rostered_minutes"), "nobody was rostered").per(1, Ratio, None),
		share("delivered", "003-22", Control, Higher, Count("delivered_minutes"), Count("committed_minutes"), "nothing was committed").per(1, Ratio, None).of("delivery").from(Team, "a commitment is the vendor's"),
		// Surplus in one interval does not mend another.
		share("delivered_by_interval", "003-22", Control, Higher, Count("delivered_within_committed_minutes"), Count("committed_minutes"), "nothing was committed").
			per(1, Ratio, None).of("delivery").from(Team, "a commitment is the vendor's"),
		share("intervals_delivered", "003-22", Control, Higher, Count("intervals_delivered"), Count("intervals_committed"), "nothing was committed").of("delivery").from(Team, "a commitment is the vendor's"),
	}
}

// demand is what should not have come to pass at all.
func demand() []Metric {
	return []Metric{
		share("contacts_per_1000_orders", "002-06", Prevent, Lower, Count("contacts"), Count("orders"), "nothing was ordered").per(1000, Per1000, Poisson).
			from(Programme, "products cause contacts; who answers them does not"),
		share("product_contact_rate", "003-23", Prevent, Lower, Count("product_contacts"), Count("product_users"), "nobody used the product").per(1000, Per1000, Poisson).
			from(Programme, "products cause contacts; who answers them does not"),
		share("reply_in_time", "003-21", Prevent, Higher, Count("department_replies_in_time"), Count("department_replies_due"), "no reply of another department fell due").
			from(Team, "the clock runs against a department"),
	}
}
