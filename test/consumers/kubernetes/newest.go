//go:build !oldest

// What later releases of Kubernetes do in another way than 1.28.
package main

import (
	"k8s.io/apimachinery/pkg/util/validation/field"
	"k8s.io/kubernetes/pkg/apis/apps"
	appsvalidation "k8s.io/kubernetes/pkg/apis/apps/validation"
	"k8s.io/kubernetes/pkg/apis/batch"
	batchvalidation "k8s.io/kubernetes/pkg/apis/batch/validation"
	corevalidation "k8s.io/kubernetes/pkg/apis/core/validation"
	"k8s.io/kubernetes/pkg/kubelet/apis/config"
)

// forAnyHost keeps the validation from looking at the cgroups of the machine that runs the tests.
func forAnyHost(configuration *config.KubeletConfiguration) {
	configuration.FailCgroupV1 = false
}

func validateStatefulSet(set *apps.StatefulSet, options corevalidation.PodValidationOptions) field.ErrorList {
	return appsvalidation.ValidateStatefulSet(set, appsvalidation.StatefulSetValidationOptions{}, options)
}

func validateJob(job *batch.Job, options batchvalidation.JobValidationOptions) field.ErrorList {
	return batchvalidation.ValidateJobCreate(job, options)
}
