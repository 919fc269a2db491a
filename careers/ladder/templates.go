package ladder

// Codes that the ready ladders speak of.
const (
	QualityScore     = "quality_score"     // evaluations, 0 to 1
	AdherenceRatio   = "adherence"         // 0 to 1
	FirstContact     = "first_contact"     // share resolved at the first contact
	Induction        = "induction"         // certificate
	ProductKnowledge = "product_knowledge" // certificate
	CoachingSkills   = "coaching"          // certificate
	AdvancedAward    = "advanced_employee" // 先进员工
	LeadershipCourse = "leadership"        // course
	TrainerCourse    = "train_the_trainer" // course
)

// TemplateCatalogue is what the ready ladders need to be known.
func TemplateCatalogue() Catalogue {
	return Catalogue{
		Metrics:      []string{QualityScore, AdherenceRatio, FirstContact},
		Certificates: []string{Induction, ProductKnowledge, CoachingSkills},
		Awards:       []string{AdvancedAward},
		Courses:      []string{LeadershipCourse, TrainerCourse},
	}
}

// Templates is the ready ladder of a contact centre, to be changed at will: the way to
// management, the way of long service for those who want to go on serving customers,
// and that of specialists. The first three rungs are common to all.
func Templates() *Ladder {
	return &Ladder{
		Code: "contact-centre", Version: 1, Name: Name{En: "Contact centre", Zh: "客服中心"},
		Tracks: []Track{
			{Code: "management", Kind: Management, Name: Name{En: "Management", Zh: "管理路线"},
				Rungs: []string{"new", "qualified", "excellent", "supervisor", "trainer", "service-manager", "operations-manager"}},
			{Code: "tenure", Kind: Tenure, Name: Name{En: "Long service", Zh: "在岗工龄路线"},
				Rungs: []string{"new", "qualified", "excellent", "advanced"}},
			{Code: "specialist", Kind: Specialist, Name: Name{En: "Specialist", Zh: "专家路线"},
				Rungs: []string{"new", "qualified", "excellent", "specialist", "expert"}},
		},
		Rungs: templateRungs(),
		Edges: append(templateClimb(), templateCrossings()...),
	}
}

func templateRungs() []Rung {
	share := func(of string, part float64) Headcount { return Headcount{Kind: ShareOf, Of: of, Share: part} }
	return []Rung{
		{Code: "new", Name: Name{En: "New agent", Zh: "新员工"}, Band: 1, Entry: true, Dwell: 3},
		{Code: "qualified", Name: Name{En: "Qualified agent", Zh: "合格员工"}, Band: 2, Dwell: 6},
		{Code: "excellent", Name: Name{En: "Excellent agent", Zh: "优秀员工"}, Band: 3, Dwell: 6},
		{Code: "advanced", Name: Name{En: "Advanced agent", Zh: "先进员工"}, Band: 4},
		{Code: "specialist", Name: Name{En: "Specialist", Zh: "业务专家"}, Band: 4, Dwell: 12},
		{Code: "expert", Name: Name{En: "Senior specialist", Zh: "高级业务专家"}, Band: 5},
		{Code: "supervisor", Name: Name{En: "Business supervisor", Zh: "业务督导"}, Band: 4, Dwell: 9, Headcount: share("qualified", 0.12)},
		{Code: "trainer", Name: Name{En: "Trainer", Zh: "培训师"}, Band: 5, Dwell: 12, Headcount: share("qualified", 0.05)},
		{Code: "service-manager", Name: Name{En: "Service manager", Zh: "客服经理"}, Band: 6, Dwell: 18, Headcount: share("supervisor", 0.34)},
		{Code: "operations-manager", Name: Name{En: "Operations manager", Zh: "运营经理"}, Band: 7, Headcount: Headcount{Kind: Absolute, Places: 2}},
	}
}

// steady asks for quality over a quarter from enough evaluations, and adherence.
func steady(quality, adherence float64) []Requirement {
	return []Requirement{
		Metric{Name: QualityScore, Aggregate: Mean, Window: 90, Sense: NotBelow, Threshold: quality, Observations: 8},
		Metric{Name: AdherenceRatio, Aggregate: Mean, Window: 90, Sense: NotBelow, Threshold: adherence, Observations: 30},
		NoSanction{},
	}
}

func templateClimb() []Edge {
	with := func(more []Requirement, list ...Requirement) Requirement { return append(All(list), more...) }
	return []Edge{
		{From: "new", To: "qualified", Kind: Promote, Asks: with(steady(0.80, 0.88), Certified{Code: Induction})},
		{From: "qualified", To: "excellent", Kind: Promote, Asks: with(steady(0.88, 0.92),
			Any{Certified{Code: ProductKnowledge}, Metric{Name: FirstContact, Aggregate: Mean, Window: 90, Sense: NotBelow, Threshold: 0.75, Observations: 30}})},
		{From: "excellent", To: "advanced", Kind: Promote, Asks: All{Streak{Award: AdvancedAward, Months: 3}, NoSanction{}}},
		{From: "excellent", To: "specialist", Kind: Promote, Asks: with(steady(0.90, 0.92), Certified{Code: ProductKnowledge})},
		{From: "specialist", To: "expert", Kind: Promote, Asks: with(steady(0.92, 0.92),
			AtLeast{Count: 2, Of: []Requirement{Trained{Hours: 40, Within: 365}, Nominated{By: 2, Within: 180}, AwardCount{Award: AdvancedAward, Times: 3, Within: 12}}})},
		{From: "excellent", To: "supervisor", Kind: Promote, Asks: with(steady(0.90, 0.92), Service{Months: 12}, Nominated{By: 1, Within: 180}, Trained{Course: LeadershipCourse, Hours: 16, Within: 730}, Board{Score: 3.5, Within: 180})},
		{From: "supervisor", To: "trainer", Kind: Promote, Asks: All{Certified{Code: CoachingSkills}, Trained{Course: TrainerCourse, Hours: 24, Within: 730}, Board{Score: 3.5, Within: 180}, NoSanction{}}},
		{From: "trainer", To: "service-manager", Kind: Promote, Asks: All{Service{Months: 36}, Board{Score: 4, Within: 180}, NoSanction{}}},
		{From: "service-manager", To: "operations-manager", Kind: Promote, Asks: All{Service{Months: 60}, Board{Score: 4, Within: 180}, NoSanction{}}},
	}
}

// templateCrossings lead from one track to another, and back without loss of face.
func templateCrossings() []Edge {
	board := Board{Score: 3.5, Within: 180}
	return []Edge{
		{From: "advanced", To: "specialist", Kind: Switch, Asks: Certified{Code: ProductKnowledge}},
		{From: "specialist", To: "advanced", Kind: Switch, Asks: Streak{Award: AdvancedAward, Months: 3}},
		{From: "advanced", To: "supervisor", Kind: Switch, Asks: All{Trained{Course: LeadershipCourse, Hours: 16, Within: 730}, board}},
		{From: "specialist", To: "supervisor", Kind: Switch, Asks: All{Trained{Course: LeadershipCourse, Hours: 16, Within: 730}, board}},
		{From: "expert", To: "trainer", Kind: Lateral, Asks: All{Certified{Code: CoachingSkills}, Trained{Course: TrainerCourse, Hours: 24, Within: 730}}},
		{From: "supervisor", To: "excellent", Kind: StepBack},
		{From: "trainer", To: "specialist", Kind: StepBack},
		{From: "service-manager", To: "trainer", Kind: StepBack},
	}
}
