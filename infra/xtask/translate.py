"""Runs the SAM transform over the root template for a region of `aws` and one of `aws-cn`.

The transform refuses what `sam validate --lint` and cfn-lint call valid, such as an S3 event whose bucket is in
another template. Nothing leaves this machine: managed policies are not looked up because none is used.
"""

import sys

import boto3
from samcli.yamlhelper import yaml_parse
from samtranslator.model.exceptions import InvalidDocumentException
from samtranslator.parser.parser import Parser
from samtranslator.translator.managed_policy_translator import ManagedPolicyLoader
from samtranslator.translator.translator import Translator


class NoPolicies(ManagedPolicyLoader):
    """A managed policy in a template is an error, so there is nothing to load."""

    def __init__(self):
        super().__init__(None)

    def load(self):
        return {}


def translated(path, region):
    with open(path, encoding="utf-8") as source:
        template = yaml_parse(source.read())
    for resource in template["Resources"].values():
        if resource["Type"] == "AWS::Serverless::Function":
            resource["Properties"]["CodeUri"] = "s3://built/function"
    parameters = {"HallOrigin": "https://hall.example", "AWS::Region": region}
    translator = Translator(NoPolicies().load(), Parser(), boto_session=boto3.Session(region_name=region))
    return translator.translate(template, parameters)


def main(path):
    for region in ("eu-central-1", "cn-north-1"):
        try:
            resources = translated(path, region)["Resources"]
        except InvalidDocumentException as refused:
            causes = "\n  ".join(cause.message for cause in refused.causes)
            sys.exit(f"{path} does not translate for {region}:\n  {causes}")
        print(f"{path} translates for {region}: {len(resources)} resources")
        if "arn:aws:" in str(resources) and region.startswith("cn-"):
            sys.exit(f"{path}: the transform wrote an arn of another partition for {region}")


if __name__ == "__main__":
    main(sys.argv[1])
