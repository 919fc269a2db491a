package api

// ErlangSetting is one queue in the words of planning.
type ErlangSetting struct {
	Contacts      float64   `json:"contacts" minimum:"0" doc:"Offered in the interval, first attempts only."`
	IntervalS     float64   `json:"intervalS" doc:"Length of the interval, seconds."`
	AHTS          float64   `json:"ahtS" doc:"Mean handle time, seconds."`
	Agents        float64   `json:"agents" minimum:"0" doc:"Need not be whole."`
	AtOnceAHTS    []float64 `json:"concurrencyAhtS,omitempty" maxItems:"100" nullable:"false" doc:"Mean handle time of a contact whose agent has 1, 2, … at once, seconds, as many as there may be; ahtS counts in place of the first and moves the others in proportion. Absent: one at a time."`
	PatienceS     *float64  `json:"patienceS,omitempty" minimum:"0" doc:"Mean time to abandon, seconds; absent: nobody gives up."`
	PatienceKind  string    `json:"patienceKind,omitempty" enum:"exponential,fixed,weibull,lognormal" doc:"How patience is distributed; absent: exponential."`
	PatienceShape float64   `json:"patienceShape,omitempty" doc:"Shape of weibull, coefficient of variation of lognormal; absent: 2 and 1."`
	Lines         float64   `json:"lines,omitempty" minimum:"0" doc:"Contacts that can be handled or waiting at once; absent: no limit."`
	NoQueue       bool      `json:"noQueue,omitempty" doc:"Contacts that find every agent busy are turned away (Erlang B)."`
	Redial        float64   `json:"redial,omitempty" minimum:"0" maximum:"0.99" doc:"Share of the attempts blocked or given up that are made again."`
	ThresholdS    float64   `json:"thresholdS" minimum:"0" doc:"What is answered in time, seconds."`
	SLVariant     string    `json:"slVariant" enum:"sl_offered,sl_ab_as_ok,sl_excl_short,sl_answered,sl_virtual"`
}

// ErlangGoal is a promise: a service level of at least, or another figure of at
// most, the target.
type ErlangGoal struct {
	Measure string  `json:"measure" enum:"service_level,asa,abandonment,occupancy,blocking,waiting,lost"`
	Target  float64 `json:"target" doc:"A share 0..1; of asa seconds."`
}

// ErlangProblem asks how a queue does or, with an unknown, which value of it
// meets the goals.
type ErlangProblem struct {
	Setting ErlangSetting `json:"setting"`
	Unknown string        `json:"unknown,omitempty" enum:"agents,volume,aht,patience,lines,threshold" doc:"What is looked for; what the setting says of it is not read. Absent: nothing."`
	Goals   []ErlangGoal  `json:"goals,omitempty" maxItems:"7" nullable:"false" doc:"What decides the unknown; at least one where there is an unknown."`
}

// ErlangSolution is how a queue does, with the unknown found.
type ErlangSolution struct {
	Formula     string             `json:"formula" doc:"Name of the queueing model."`
	Found       *ErlangFound       `json:"found,omitempty" doc:"Absent where nothing was looked for."`
	Setting     ErlangSetting      `json:"setting" doc:"With the value found in it."`
	Figures     ErlangFigures      `json:"figures" doc:"Of that setting."`
	Percentiles []ErlangPercentile `json:"percentiles" nullable:"false" doc:"Of the time that contacts wait, whether answered in the end or not."`
}

// ErlangFound is every value of the unknown that meets the goals.
type ErlangFound struct {
	Value   float64       `json:"value" doc:"The end that the goals decide, not rounded."`
	From    float64       `json:"from"`
	To      *float64      `json:"to,omitempty" doc:"Absent: no end."`
	Binding string        `json:"binding" doc:"The goal that decides."`
	Whole   float64       `json:"whole" doc:"Rounded so that the goals still hold, for what is counted; value for what is measured."`
	AtWhole ErlangFigures `json:"atWhole"`
}

// ErlangFigures are how a queue does.
type ErlangFigures struct {
	Erlangs      float64      `json:"erlangs"`
	ServiceLevel float64      `json:"serviceLevel" doc:"By the setting's variant."`
	Levels       ErlangLevels `json:"levels"`
	PWait        float64      `json:"pWait"`
	ASAS         *float64     `json:"asaS,omitempty" doc:"Seconds, of those answered; absent where the queue would only grow."`
	MeanWaitS    *float64     `json:"meanWaitS,omitempty" doc:"Seconds, of all."`
	PAbandon     float64      `json:"pAbandon"`
	PBlock       float64      `json:"pBlock" doc:"Share of attempts that find no line."`
	Occupancy    float64      `json:"occupancy"`
	QueueLength  *float64     `json:"queueLength,omitempty" doc:"Mean number waiting."`
	Attempts     float64      `json:"attempts" doc:"Mean number of attempts of a contact."`
	PLost        float64      `json:"pLost" doc:"Share of contacts that are never answered."`
	Unstable     bool         `json:"unstable" doc:"Contacts wait for as long as it takes, and agents cannot keep up."`
}

// ErlangLevels is the service level by each of the five definitions.
type ErlangLevels struct {
	ExcludeShort       float64 `json:"sl_excl_short" doc:"Answered in time / (offered - abandoned in time)."`
	OfOffered          float64 `json:"sl_offered" doc:"Answered in time / offered."`
	AbandonsAsAnswered float64 `json:"sl_ab_as_ok" doc:"(Answered + abandoned in time) / offered."`
	OfAnswered         float64 `json:"sl_answered" doc:"Answered in time / answered."`
	Virtual            float64 `json:"sl_virtual" doc:"Share that would wait no longer with endless patience."`
}

// ErlangPercentile is how long a share of contacts waits at most.
type ErlangPercentile struct {
	Share float64  `json:"share"`
	WaitS *float64 `json:"waitS,omitempty" doc:"Seconds; absent where so many never come to the end of their wait."`
}

// ErlangRange asks for a setting's figures over values of one of its parts.
type ErlangRange struct {
	Setting ErlangSetting `json:"setting"`
	Varied  string        `json:"varied" enum:"agents,volume,aht,patience,lines,threshold"`
	From    float64       `json:"from" minimum:"0"`
	To      float64       `json:"to" minimum:"0" doc:"At least from."`
	Points  int           `json:"points,omitempty" minimum:"2" maximum:"400" doc:"Absent: 100, or every whole number where fewer are counted."`
}

// ErlangCurves are figures by the value of what is varied.
type ErlangCurves struct {
	Formula            string  `json:"formula"`
	Value              Numbers `json:"value"`
	ServiceLevel       Numbers `json:"serviceLevel"`
	ExcludeShort       Numbers `json:"sl_excl_short"`
	OfOffered          Numbers `json:"sl_offered"`
	AbandonsAsAnswered Numbers `json:"sl_ab_as_ok"`
	OfAnswered         Numbers `json:"sl_answered"`
	Virtual            Numbers `json:"sl_virtual"`
	ASAS               Numbers `json:"asaS"`
	PAbandon           Numbers `json:"pAbandon"`
	PBlock             Numbers `json:"pBlock"`
	Occupancy          Numbers `json:"occupancy"`
	QueueLength        Numbers `json:"queueLength"`
}
